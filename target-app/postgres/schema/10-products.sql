-- What is sold and how much of it there is. All prices are integer cents.

CREATE TABLE products (
  id text PRIMARY KEY,
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

-- 24 products, the same ones every time: six kinds of things in four makes.
INSERT INTO products (id, name, category, price_cents)
SELECT
  format('%s-%s', lower(make.name), kind.id),
  format('%s %s', make.name, kind.name),
  kind.category,
  kind.base_cents + make.extra_cents + kind.position * 37
FROM (VALUES
  (1, 'mug', 'mug', 'kitchen', 900),
  (2, 'teapot', 'teapot', 'kitchen', 2900),
  (3, 'lamp', 'desk lamp', 'living', 4500),
  (4, 'blanket', 'blanket', 'living', 3900),
  (5, 'notebook', 'notebook', 'desk', 700),
  (6, 'bag', 'canvas bag', 'desk', 1900)
) AS kind (position, id, name, category, base_cents)
CROSS JOIN (VALUES ('Amber', 0), ('Cobalt', 250), ('Moss', 400), ('Slate', 600)) AS make (name, extra_cents);

INSERT INTO stock (product, seeded, available) SELECT id, 1000000, 1000000 FROM products;

CREATE FUNCTION reseed_products() RETURNS void LANGUAGE sql AS $$
  UPDATE stock SET available = seeded;
$$;
