-- Puts everything back to how the image was made: each area of the shop has a file here with its
-- tables, and a function `reseed_<area>()` beside them, which is found by its name.
CREATE FUNCTION reseed() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  area name;
BEGIN
  FOR area IN
    SELECT proname FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND starts_with(proname::text, 'reseed_')
    ORDER BY proname
  LOOP
    EXECUTE format('SELECT %I()', area);
  END LOOP;
END
$$;
