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

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.departures (
    server character varying(40) NOT NULL,
    at timestamp without time zone NOT NULL
);

CREATE TABLE public.drafts (
    id character varying(12) NOT NULL,
    server character varying(40) NOT NULL,
    kind character varying(40) NOT NULL,
    content text NOT NULL,
    author character varying(40) NOT NULL,
    author_name character varying(100) NOT NULL,
    made timestamp without time zone NOT NULL,
    until timestamp without time zone NOT NULL,
    waiting boolean NOT NULL
);

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

CREATE TABLE public.reports (
    id bigint NOT NULL,
    server character varying(40) NOT NULL,
    receipt character varying(7) NOT NULL,
    text text NOT NULL,
    author character varying(40) NOT NULL,
    author_name character varying(100) NOT NULL,
    made timestamp without time zone NOT NULL,
    closed boolean NOT NULL
);

CREATE SEQUENCE public.reports_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.reports_id_seq OWNED BY public.reports.id;

CREATE TABLE public.revisions (
    id bigint NOT NULL,
    server character varying(40) NOT NULL,
    kind character varying(40) NOT NULL,
    key character varying(200) NOT NULL,
    number integer NOT NULL,
    action character varying(40) NOT NULL,
    content text NOT NULL,
    author character varying(40) NOT NULL,
    author_name character varying(100) NOT NULL,
    at timestamp without time zone NOT NULL,
    reason text NOT NULL,
    approver character varying(40) NOT NULL,
    approver_name character varying(100) NOT NULL
);

CREATE SEQUENCE public.revisions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.revisions_id_seq OWNED BY public.revisions.id;

CREATE TABLE public.unanswered (
    server character varying(40) NOT NULL,
    question character varying(200) NOT NULL,
    author character varying(40) NOT NULL,
    times integer NOT NULL,
    last timestamp without time zone NOT NULL
);

ALTER TABLE ONLY public.reports ALTER COLUMN id SET DEFAULT nextval('public.reports_id_seq'::regclass);

ALTER TABLE ONLY public.revisions ALTER COLUMN id SET DEFAULT nextval('public.revisions_id_seq'::regclass);

INSERT INTO public.alembic_version VALUES ('moderators');

INSERT INTO public.drafts VALUES ('pg95h9sdysy6', '7', 'figure', '{"kind":"figure","steps":[{"table":"figure","key":"market_overseas level 2023 JPY aja 2025-12","action":"add","content":"{\"publisher\":\"AJA\",\"published\":\"2025-12\",\"metric\":\"market_overseas\",\"kind\":\"level\",\"period\":2023,\"unit\":\"JPY\",\"value\":\"1.7E+12\",\"rounding\":\"5E+10\",\"said\":\"JPY 1.7 trillion\"}"}],"given":{"metric":"market_overseas","year":"2023","value":"JPY 1.7 trillion","source":"AJA","published":"2025-12"}}', '1', 'alice', '2026-11-28 01:50:57.261753', '2026-12-28 01:50:57.26431', true);

INSERT INTO public.meta VALUES ('commands sent: 1 http://127.0.0.1', '0f3a');

INSERT INTO public.receipts VALUES ('phdcza8', '2026-01-15 12:00:05.25', '7', 'how big was overseas in 2025?', 'v1,value,i=*moverseas!!2025', '["answered", null, [["2.6E+12", "JPY"]]]');
INSERT INTO public.receipts VALUES ('gjwkz4p', '2026-01-15 12:00:05.25', '7', 'kaigai money 2025?', 'v1,value,i=*moverseas!!2025', '["answered", null, [["2.6E+12", "JPY"]]]');

INSERT INTO public.reports VALUES (1, '7', 'abcdefg', 'It should be 2.2', '3', 'carol', '2026-11-28 01:50:57.272957', false);

INSERT INTO public.revisions VALUES (1, '7', 'figure', 'market_overseas level 2025 JPY aja 2025-12', 1, 'add', '{"publisher":"AJA","published":"2025-12","metric":"market_overseas","kind":"level","period":2025,"unit":"JPY","value":"2.5E+12","rounding":"5E+10","said":"JPY 2.5 trillion"}', '1', 'alice', '2026-11-28 01:50:57.200436', '', '', '');
INSERT INTO public.revisions VALUES (2, '7', 'figure', 'market_overseas level 2025 JPY aja 2025-12', 2, 'edit', '{"publisher":"AJA","published":"2025-12","metric":"market_overseas","kind":"level","period":2025,"unit":"JPY","value":"2.6E+12","rounding":"5E+10","said":"JPY 2.6 trillion"}', '2', 'bob', '2026-11-28 01:50:57.220329', '', '', '');
INSERT INTO public.revisions VALUES (3, '7', 'figure', 'market_domestic level 2025 JPY aja 2025-12', 1, 'add', '{"publisher":"AJA","published":"2025-12","metric":"market_domestic","kind":"level","period":2025,"unit":"JPY","value":"1.7000E+12","rounding":"5E+10","said":"1兆7000億円"}', '1', 'alice', '2026-11-28 01:50:57.232364', '', '', '');
INSERT INTO public.revisions VALUES (4, '', 'figure', 'market_overseas level 2026 JPY aja 2026-12', 1, 'add', '{"publisher":"AJA","published":"2026-12","metric":"market_overseas","kind":"level","period":2026,"unit":"JPY","value":"2.7E+12","rounding":"5E+10","said":"JPY 2.7 trillion"}', '1', 'alice', '2026-11-28 01:50:57.244341', '', '', '');
INSERT INTO public.revisions VALUES (5, '7', 'alias', 'en kaigai money', 1, 'add', '{"metric":"market_overseas","language":"en","alias":"kaigai money"}', '1', 'alice', '2026-11-28 01:50:57.248391', '', '', '');
INSERT INTO public.revisions VALUES (6, '8', 'settings', 'settings', 1, 'add', '{"private":true,"language":"ja"}', '1', 'alice', '2026-11-28 01:50:57.25239', '', '', '');

INSERT INTO public.unanswered VALUES ('7', 'what about mars?', '3', 1, '2026-11-28 01:50:57.274856');

SELECT pg_catalog.setval('public.reports_id_seq', 1, true);

SELECT pg_catalog.setval('public.revisions_id_seq', 6, true);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_pkey PRIMARY KEY (server);

ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);

ALTER TABLE ONLY public.receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_once UNIQUE (server, kind, key, number);

ALTER TABLE ONLY public.revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.unanswered
    ADD CONSTRAINT unanswered_pkey PRIMARY KEY (server, question, author);

CREATE INDEX drafts_until ON public.drafts USING btree (until);

CREATE INDEX drafts_waiting ON public.drafts USING btree (server, waiting);

CREATE INDEX receipts_given ON public.receipts USING btree (given);

CREATE INDEX reports_open ON public.reports USING btree (server, closed);

CREATE INDEX unanswered_last ON public.unanswered USING btree (last);

