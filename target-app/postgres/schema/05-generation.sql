-- All data of the shop are one generation. Whoever throws data away on purpose begins the next one, so
-- that nobody mistakes what was kept elsewhere for something that was lost.
CREATE TABLE generation (id uuid NOT NULL);
INSERT INTO generation VALUES (gen_random_uuid());

CREATE FUNCTION next_generation() RETURNS void LANGUAGE sql AS $$
  UPDATE generation SET id = gen_random_uuid();
$$;

CREATE FUNCTION reseed_generation() RETURNS void LANGUAGE sql AS $$
  SELECT next_generation();
$$;
