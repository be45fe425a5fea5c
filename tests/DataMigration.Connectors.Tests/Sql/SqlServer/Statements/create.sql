CREATE TABLE [new [table]]] (
  [text]]'] nvarchar(220) NOT NULL,
  [integer]]'] bigint NOT NULL,
  [number]]'] float NULL,
  [boolean]]'] bit NULL,
  [date]]'] date NULL,
  [datetime]]'] datetime2(7) NULL,
  [datetime_offset]]'] datetimeoffset(7) NULL,
  [time]]'] time(7) NULL,
  [guid]]'] uniqueidentifier NULL,
  [binary]]'] varbinary(900) NULL,
  [json]]'] nvarchar(220) NOT NULL,
  [decimal] decimal(38,10) NULL,
  PRIMARY KEY ([integer]]'], [text]]'], [json]]'])
);
CREATE UNIQUE INDEX [datamigration_unique_text]]'] ON [new [table]]] ([text]]']);
CREATE UNIQUE INDEX [datamigration_unique_binary]]'] ON [new [table]]] ([binary]]']) WHERE [binary]]'] IS NOT NULL;
CREATE TABLE #datamigration_stage ([__row] int NOT NULL PRIMARY KEY, [integer]]'] bigint NULL, [text]]'] nvarchar(220) COLLATE DATABASE_DEFAULT NULL, [json]]'] nvarchar(220) COLLATE DATABASE_DEFAULT NULL, [number]]'] float NULL, [boolean]]'] bit NULL, [date]]'] date NULL, [datetime]]'] datetime2(7) NULL, [datetime_offset]]'] datetimeoffset(7) NULL, [time]]'] time(7) NULL, [guid]]'] uniqueidentifier NULL, [binary]]'] varbinary(900) NULL, [decimal] decimal(38,10) NULL);
TRUNCATE TABLE #datamigration_stage;
DELETE FROM #datamigration_stage WHERE [__row] IN (1, 2, 3);
SELECT q.[number], q.[first] FROM (SELECT s.[__row] AS [number], COUNT(*) OVER (PARTITION BY s.[integer]]'], s.[text]]'], s.[json]]']) AS [sharing], MIN(s.[__row]) OVER (PARTITION BY s.[integer]]'], s.[text]]'], s.[json]]']) AS [first] FROM #datamigration_stage AS s) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[__row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [new [table]]] AS t WHERE t.[integer]]'] = s.[integer]]'] AND t.[text]]'] = s.[text]]'] AND t.[json]]'] = s.[json]]']);
SELECT q.[number], q.[first] FROM (SELECT s.[__row] AS [number], COUNT(*) OVER (PARTITION BY s.[text]]']) AS [sharing], MIN(s.[__row]) OVER (PARTITION BY s.[text]]']) AS [first] FROM #datamigration_stage AS s) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[__row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [new [table]]] AS t WHERE t.[text]]'] = s.[text]]']);
SELECT q.[number], q.[first] FROM (SELECT s.[__row] AS [number], COUNT(*) OVER (PARTITION BY s.[binary]]']) AS [sharing], MIN(s.[__row]) OVER (PARTITION BY s.[binary]]']) AS [first] FROM #datamigration_stage AS s WHERE s.[binary]]'] IS NOT NULL) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[__row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [new [table]]] AS t WHERE t.[binary]]'] = s.[binary]]']);
INSERT INTO [new [table]]] ([text]]'], [integer]]'], [number]]'], [boolean]]'], [date]]'], [datetime]]'], [datetime_offset]]'], [time]]'], [guid]]'], [binary]]'], [json]]'], [decimal]) SELECT s.[text]]'], s.[integer]]'], s.[number]]'], s.[boolean]]'], s.[date]]'], s.[datetime]]'], s.[datetime_offset]]'], s.[time]]'], s.[guid]]'], s.[binary]]'], s.[json]]'], s.[decimal] FROM #datamigration_stage AS s WHERE s.[__row] BETWEEN @low AND @high ORDER BY s.[__row];
