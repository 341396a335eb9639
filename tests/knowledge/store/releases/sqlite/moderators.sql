BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('moderators');
CREATE TABLE departures (
	server VARCHAR(40) NOT NULL, 
	at DATETIME NOT NULL, 
	PRIMARY KEY (server)
);
CREATE TABLE drafts (
	id VARCHAR(12) NOT NULL, 
	server VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	author VARCHAR(40) NOT NULL, 
	author_name VARCHAR(100) NOT NULL, 
	made DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	waiting BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "drafts" VALUES('mmt2qcfnvsw2','7','figure','{"kind":"figure","steps":[{"table":"figure","key":"market_overseas level 2023 JPY aja 2025-12","action":"add","content":"{\"publisher\":\"AJA\",\"published\":\"2025-12\",\"metric\":\"market_overseas\",\"kind\":\"level\",\"period\":2023,\"unit\":\"JPY\",\"value\":\"1.7E+12\",\"rounding\":\"5E+10\",\"said\":\"JPY 1.7 trillion\"}"}],"given":{"metric":"market_overseas","year":"2023","value":"JPY 1.7 trillion","source":"AJA","published":"2025-12"}}','1','alice','2026-11-27 21:45:39.226538','2026-12-27 21:45:39.230299',1);
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
INSERT INTO "receipts" VALUES('2dj8p9r','2026-01-15 12:00:05.250000','7','how big was overseas in 2025?','v1,value,i=*moverseas!!2025','["answered", null, [["2.6E+12", "JPY"]]]');
INSERT INTO "receipts" VALUES('rfkckz8','2026-01-15 12:00:05.250000','7','kaigai money 2025?','v1,value,i=*moverseas!!2025','["answered", null, [["2.6E+12", "JPY"]]]');
CREATE TABLE reports (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	server VARCHAR(40) NOT NULL, 
	receipt VARCHAR(7) NOT NULL, 
	text TEXT NOT NULL, 
	author VARCHAR(40) NOT NULL, 
	author_name VARCHAR(100) NOT NULL, 
	made DATETIME NOT NULL, 
	closed BOOLEAN NOT NULL
);
INSERT INTO "reports" VALUES(1,'7','abcdefg','It should be 2.2','3','carol','2026-11-27 21:45:39.236677',0);
CREATE TABLE revisions (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	server VARCHAR(40) NOT NULL, 
	kind VARCHAR(40) NOT NULL, 
	"key" VARCHAR(200) NOT NULL, 
	number INTEGER NOT NULL, 
	action VARCHAR(40) NOT NULL, 
	content TEXT NOT NULL, 
	author VARCHAR(40) NOT NULL, 
	author_name VARCHAR(100) NOT NULL, 
	at DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	approver VARCHAR(40) NOT NULL, 
	approver_name VARCHAR(100) NOT NULL, 
	CONSTRAINT revisions_once UNIQUE (server, kind, "key", number)
);
INSERT INTO "revisions" VALUES(1,'7','figure','market_overseas level 2025 JPY aja 2025-12',1,'add','{"publisher":"AJA","published":"2025-12","metric":"market_overseas","kind":"level","period":2025,"unit":"JPY","value":"2.5E+12","rounding":"5E+10","said":"JPY 2.5 trillion"}','1','alice','2026-11-27 21:45:39.159852','','','');
INSERT INTO "revisions" VALUES(2,'7','figure','market_overseas level 2025 JPY aja 2025-12',2,'edit','{"publisher":"AJA","published":"2025-12","metric":"market_overseas","kind":"level","period":2025,"unit":"JPY","value":"2.6E+12","rounding":"5E+10","said":"JPY 2.6 trillion"}','2','bob','2026-11-27 21:45:39.176898','','','');
INSERT INTO "revisions" VALUES(3,'7','figure','market_domestic level 2025 JPY aja 2025-12',1,'add','{"publisher":"AJA","published":"2025-12","metric":"market_domestic","kind":"level","period":2025,"unit":"JPY","value":"1.7000E+12","rounding":"5E+10","said":"1兆7000億円"}','1','alice','2026-11-27 21:45:39.192412','','','');
INSERT INTO "revisions" VALUES(4,'','figure','market_overseas level 2026 JPY aja 2026-12',1,'add','{"publisher":"AJA","published":"2026-12","metric":"market_overseas","kind":"level","period":2026,"unit":"JPY","value":"2.7E+12","rounding":"5E+10","said":"JPY 2.7 trillion"}','1','alice','2026-11-27 21:45:39.200417','','','');
INSERT INTO "revisions" VALUES(5,'7','alias','en kaigai money',1,'add','{"metric":"market_overseas","language":"en","alias":"kaigai money"}','1','alice','2026-11-27 21:45:39.204449','','','');
INSERT INTO "revisions" VALUES(6,'8','settings','settings',1,'add','{"private":true,"language":"ja"}','1','alice','2026-11-27 21:45:39.212798','','','');
CREATE TABLE unanswered (
	server VARCHAR(40) NOT NULL, 
	question VARCHAR(200) NOT NULL, 
	author VARCHAR(40) NOT NULL, 
	times INTEGER NOT NULL, 
	last DATETIME NOT NULL, 
	PRIMARY KEY (server, question, author)
);
INSERT INTO "unanswered" VALUES('7','what about mars?','3',1,'2026-11-27 21:45:39.240435');
CREATE INDEX receipts_given ON receipts (given);
CREATE INDEX drafts_waiting ON drafts (server, waiting);
CREATE INDEX drafts_until ON drafts (until);
CREATE INDEX reports_open ON reports (server, closed);
CREATE INDEX unanswered_last ON unanswered (last);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('revisions',6);
INSERT INTO "sqlite_sequence" VALUES('reports',1);
COMMIT;
