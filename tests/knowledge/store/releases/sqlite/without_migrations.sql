BEGIN TRANSACTION;
CREATE TABLE meta (
	"key" VARCHAR(200) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('commands sent: 1 http://127.0.0.1','0f3a');
CREATE TABLE receipts (
	id VARCHAR(7) NOT NULL, 
	given DATETIME NOT NULL, 
	place VARCHAR(40) NOT NULL, 
	question TEXT NOT NULL, 
	"query" TEXT NOT NULL, 
	shown TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "receipts" VALUES('dpz6q59','2026-01-15 12:00:05.250000','7','how big was overseas in 2024?','v1,value,i=*moverseas!!2024','["answered", null, [["2170200000000", "JPY"]]]');
INSERT INTO "receipts" VALUES('h6nsq62','2026-01-15 12:00:05.250000','7','海外は2024年にいくらでしたか','v1,value,i=*moverseas!!2024','["answered", null, [["2170200000000", "JPY"]]]');
INSERT INTO "receipts" VALUES('69cpsyv','2026-01-15 12:00:05.250000','7','what share was overseas in 2024?','v1,value,i=*moverseas!s!2024','["answered", null, [["56.50532455021220090087744421589814", "percent"]]]');
INSERT INTO "receipts" VALUES('3bseaqd','2026-01-15 12:00:05.250000','7','xqzv blorp','','["clarify", null, []]');
INSERT INTO "receipts" VALUES('g75y343','2026-01-15 12:00:05.250000','7','is streaming bigger than home video in 2024?','v1,compare,i=*mstreaming!!2024,i=*mhome_video!!2024,c=above','["declined", "unknown", []]');
CREATE INDEX receipts_given ON receipts (given);
COMMIT;
