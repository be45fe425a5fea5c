-- The table that upsert.yaml and UpsertByHand write to: the rows of W3, one in ten of them with another balance.
DROP TABLE IF EXISTS customers_upsert;
CREATE TABLE customers_upsert (LIKE customers INCLUDING ALL);
INSERT INTO customers_upsert
SELECT customer_id, name, email, phone, tier, street, city, state, zip, created_on, CASE WHEN customer_id % 10 = 3 THEN balance + 1 ELSE balance END, active, notes
FROM customers ORDER BY customer_id;
VACUUM ANALYZE customers_upsert;
CHECKPOINT;
