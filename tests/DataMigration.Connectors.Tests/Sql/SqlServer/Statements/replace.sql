IF OBJECT_ID(N'[my.schema].[datamigration_new_order]]''s "x"]', N'U') IS NOT NULL DROP TABLE [my.schema].[datamigration_new_order]]'s "x"];
CREATE TABLE [my.schema].[datamigration_new_order]]'s "x"] (
  [a]]b] int IDENTITY(1,1) NOT NULL,
  [x.y] nvarchar(50) COLLATE Latin1_General_100_CI_AS NOT NULL,
  [select] varchar(20) COLLATE Latin1_General_100_CI_AS NULL,
  [it's] decimal(12,2) NULL,
  [ blank ] datetimeoffset(7) NULL,
  [__row] varbinary(max) NULL,
  [[x]]] xml NULL,
  ["q"] ntext COLLATE Latin1_General_100_CI_AS NULL,
  [@p] image NULL,
  [--c] bit NULL,
  [twice] AS ([a]]b]*(2)) PERSISTED,
  [max] nvarchar(max) COLLATE Latin1_General_100_CI_AS NULL
);
CREATE UNIQUE CLUSTERED INDEX [pk]]] ON [my.schema].[datamigration_new_order]]'s "x"] ([a]]b]);
CREATE UNIQUE NONCLUSTERED INDEX [u x] ON [my.schema].[datamigration_new_order]]'s "x"] ([x.y] DESC, [select]);
CREATE UNIQUE NONCLUSTERED INDEX [f] ON [my.schema].[datamigration_new_order]]'s "x"] ([select]) WHERE ([select] IS NOT NULL);
CREATE UNIQUE NONCLUSTERED INDEX [g] ON [my.schema].[datamigration_new_order]]'s "x"] ([it's]) WHERE ([it's]>(0));
CREATE TRIGGER [my.schema].[datamigration_new_tr]]] ON [my.schema].[datamigration_new_order]]'s "x"] after insert as select 1;
ALTER TABLE [my.schema].[datamigration_new_order]]'s "x"] ADD CONSTRAINT [datamigration_new_ck'] CHECK (([it's]>(0) AND [select]<>'x]''y'));
ALTER TABLE [my.schema].[datamigration_new_order]]'s "x"] ADD CONSTRAINT [datamigration_new_fk]]] FOREIGN KEY ([x.y], [select]) REFERENCES [dbo].[parent.s] ([p]]1], [p2]);
ALTER TABLE [my.schema].[datamigration_new_order]]'s "x"] ADD CONSTRAINT [datamigration_new_self] FOREIGN KEY ([it's]) REFERENCES [my.schema].[datamigration_new_order]]'s "x"] ([a]]b]);
CREATE TABLE #datamigration_stage ([___row] int NOT NULL PRIMARY KEY, [a]]b] int NULL, [x.y] nvarchar(50) COLLATE Latin1_General_100_CI_AS NULL, [select] varchar(20) COLLATE Latin1_General_100_CI_AS NULL, [it's] decimal(12,2) NULL, [ blank ] datetimeoffset(7) NULL, [__row] varbinary(max) NULL, [[x]]] nvarchar(max) COLLATE DATABASE_DEFAULT NULL, ["q"] nvarchar(max) COLLATE Latin1_General_100_CI_AS NULL, [@p] varbinary(max) NULL, [--c] bit NULL, [max] nvarchar(max) COLLATE Latin1_General_100_CI_AS NULL);
TRUNCATE TABLE #datamigration_stage;
DELETE FROM #datamigration_stage WHERE [___row] IN (1, 2, 3);
/* optional */ SELECT s.[___row] FROM #datamigration_stage AS s WHERE NOT (([it's]>(0) AND [select]<>'x]''y'));
SELECT s.[___row] FROM #datamigration_stage AS s WHERE s.[x.y] IS NOT NULL AND s.[select] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM [dbo].[parent.s] AS p WHERE p.[p]]1] = s.[x.y] AND p.[p2] = s.[select]);
SELECT s.[___row], p.[___row] FROM #datamigration_stage AS s LEFT JOIN #datamigration_stage AS p ON p.[a]]b] = s.[it's] WHERE s.[it's] IS NOT NULL AND NOT EXISTS (SELECT 1 FROM [my.schema].[datamigration_new_order]]'s "x"] AS t WHERE t.[a]]b] = s.[it's]);
SELECT q.[number], q.[first] FROM (SELECT s.[___row] AS [number], COUNT(*) OVER (PARTITION BY s.[a]]b]) AS [sharing], MIN(s.[___row]) OVER (PARTITION BY s.[a]]b]) AS [first] FROM #datamigration_stage AS s) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[___row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [my.schema].[datamigration_new_order]]'s "x"] AS t WHERE t.[a]]b] = s.[a]]b]);
SELECT q.[number], q.[first] FROM (SELECT s.[___row] AS [number], COUNT(*) OVER (PARTITION BY s.[x.y], s.[select]) AS [sharing], MIN(s.[___row]) OVER (PARTITION BY s.[x.y], s.[select]) AS [first] FROM #datamigration_stage AS s) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[___row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [my.schema].[datamigration_new_order]]'s "x"] AS t WHERE t.[x.y] = s.[x.y] AND EXISTS (SELECT t.[select] INTERSECT SELECT s.[select]));
SELECT q.[number], q.[first] FROM (SELECT s.[___row] AS [number], COUNT(*) OVER (PARTITION BY s.[select]) AS [sharing], MIN(s.[___row]) OVER (PARTITION BY s.[select]) AS [first] FROM #datamigration_stage AS s WHERE s.[select] IS NOT NULL) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[___row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [my.schema].[datamigration_new_order]]'s "x"] AS t WHERE t.[select] = s.[select]);
SET IDENTITY_INSERT [my.schema].[datamigration_new_order]]'s "x"] ON; INSERT INTO [my.schema].[datamigration_new_order]]'s "x"] ([a]]b], [x.y], [select], [it's], [ blank ], [__row], [[x]]], ["q"], [@p], [--c], [max]) SELECT s.[a]]b], s.[x.y], s.[select], s.[it's], s.[ blank ], s.[__row], s.[[x]]], s.["q"], s.[@p], s.[--c], s.[max] FROM #datamigration_stage AS s WHERE s.[___row] BETWEEN @low AND @high ORDER BY s.[___row]; SET @rows = @@ROWCOUNT; SET IDENTITY_INSERT [my.schema].[datamigration_new_order]]'s "x"] OFF;
SELECT COUNT_BIG(*) FROM [my.schema].[datamigration_new_order]]'s "x"];
ALTER TABLE [my.schema].[order]]'s "x"] DISABLE TRIGGER [tr]]];
TRUNCATE TABLE [my.schema].[order]]'s "x"];
SET IDENTITY_INSERT [my.schema].[order]]'s "x"] ON; INSERT INTO [my.schema].[order]]'s "x"] WITH (TABLOCK) ([a]]b], [x.y], [select], [it's], [ blank ], [__row], [[x]]], ["q"], [@p], [--c], [max]) SELECT [a]]b], [x.y], [select], [it's], [ blank ], [__row], [[x]]], ["q"], [@p], [--c], [max] FROM [my.schema].[datamigration_new_order]]'s "x"]; SET IDENTITY_INSERT [my.schema].[order]]'s "x"] OFF;
ALTER TABLE [my.schema].[order]]'s "x"] ENABLE TRIGGER [tr]]];
DROP TABLE [my.schema].[datamigration_new_order]]'s "x"];
DBCC CHECKIDENT (N'[my.schema].[order]]''s "x"]', RESEED) WITH NO_INFOMSGS;
