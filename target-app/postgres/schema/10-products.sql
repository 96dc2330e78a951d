-- What is sold and how much of it there is. All prices are integer cents.

CREATE TABLE products (
  id text PRIMARY KEY,
  -- The place in the catalogue; people see the products in this order.
  position integer NOT NULL UNIQUE,
  name text NOT NULL,
  category text NOT NULL,
  price_cents integer NOT NULL CHECK (price_cents > 0)
);

CREATE TABLE stock (
  product text PRIMARY KEY REFERENCES products,
  seeded integer NOT NULL,
  -- The last line of defence: whatever the code above does, nothing is sold twice.
  available integer NOT NULL CHECK (available >= 0)
);

CREATE FUNCTION reseed_products() RETURNS void LANGUAGE sql AS $$
  UPDATE stock SET available = seeded;
$$;
