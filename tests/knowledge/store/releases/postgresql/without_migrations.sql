SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.meta (
    key character varying(200) NOT NULL,
    value text NOT NULL
);

CREATE TABLE public.receipts (
    id character varying(7) NOT NULL,
    given timestamp without time zone NOT NULL,
    place character varying(40) NOT NULL,
    question text NOT NULL,
    query text NOT NULL,
    shown text NOT NULL
);

INSERT INTO public.meta VALUES ('commands sent: 1 http://127.0.0.1', '0f3a');

INSERT INTO public.receipts VALUES ('fpgcy59', '2026-01-15 12:00:05.25', '7', 'how big was overseas in 2024?', 'v1,value,i=*moverseas!!2024', '["answered", null, [["2170200000000", "JPY"]]]');
INSERT INTO public.receipts VALUES ('n59qh6t', '2026-01-15 12:00:05.25', '7', '海外は2024年にいくらでしたか', 'v1,value,i=*moverseas!!2024', '["answered", null, [["2170200000000", "JPY"]]]');
INSERT INTO public.receipts VALUES ('j6wcyr8', '2026-01-15 12:00:05.25', '7', 'what share was overseas in 2024?', 'v1,value,i=*moverseas!s!2024', '["answered", null, [["56.50532455021220090087744421589814", "percent"]]]');
INSERT INTO public.receipts VALUES ('7y3evfk', '2026-01-15 12:00:05.25', '7', 'xqzv blorp', '', '["clarify", null, []]');
INSERT INTO public.receipts VALUES ('dmg7dag', '2026-01-15 12:00:05.25', '7', 'is streaming bigger than home video in 2024?', 'v1,compare,i=*mstreaming!!2024,i=*mhome_video!!2024,c=above', '["declined", "unknown", []]');

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (id);

CREATE INDEX receipts_given ON public.receipts USING btree (given);

