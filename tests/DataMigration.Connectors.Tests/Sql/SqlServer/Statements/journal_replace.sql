DROP TABLE IF EXISTS [my.schema].[datamigration_journal_0123456789abcdef];
CREATE TABLE [my.schema].[datamigration_journal_0123456789abcdef] (datamigration_number bigint IDENTITY(1,1) NOT NULL PRIMARY KEY, datamigration_kind tinyint NOT NULL, datamigration_rows bigint NULL, datamigration_after binary(16) NULL, [id] bigint NULL, [name] nvarchar(100) COLLATE Latin1_General_100_CI_AS NULL, [seen] datetime NULL, [what] sql_variant NULL);
IF OBJECT_ID(N'[datamigration_new_t]', N'U') IS NOT NULL DROP TABLE [datamigration_new_t];
CREATE TABLE [datamigration_new_t] (
  [id] bigint NOT NULL,
  [name] nvarchar(100) COLLATE Latin1_General_100_CI_AS NULL,
  [seen] datetime NULL,
  [what] sql_variant NULL
);
INSERT INTO [datamigration_new_t] ([id], [name]) SELECT s.[id], s.[name] FROM #datamigration_stage AS s WHERE s.[__row] BETWEEN @low AND @high ORDER BY s.[__row]; SET @rows = @@ROWCOUNT; IF @rows > 0 INSERT INTO [my.schema].[datamigration_journal_0123456789abcdef] (datamigration_kind, datamigration_rows) VALUES (0, @rows);
INSERT INTO [my.schema].[datamigration_journal_0123456789abcdef] (datamigration_kind, datamigration_rows) VALUES (0, 12345);
INSERT INTO [my.schema].[datamigration_journal_0123456789abcdef] WITH (TABLOCK) (datamigration_kind, [id], [name], [seen], [what]) SELECT 3, [id], [name], [seen], [what] FROM [t] WITH (TABLOCKX, HOLDLOCK);
INSERT INTO [my.schema].[datamigration_journal_0123456789abcdef] (datamigration_kind) VALUES (5);
IF (SELECT COUNT_BIG(*) FROM [t] WITH (TABLOCK, HOLDLOCK)) = (SELECT ISNULL(SUM(m.datamigration_rows), 0) FROM [my.schema].[datamigration_journal_0123456789abcdef] AS m WHERE m.datamigration_kind = 0) INSERT INTO [my.schema].[datamigration_journal_0123456789abcdef] (datamigration_kind, datamigration_after) SELECT 0, h.[after] FROM [t] AS t CROSS APPLY (SELECT CAST(HASHBYTES('SHA2_256', ISNULL(0x01 + CAST(DATALENGTH(t.[id]) AS binary(8)) + CONVERT(varbinary(64), t.[id]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[name]) AS binary(8)) + CONVERT(varbinary(200), t.[name]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[seen]) AS binary(8)) + CONVERT(varbinary(64), t.[seen]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[what]) AS binary(8)) + CONVERT(varbinary(256), CONVERT(nvarchar(128), SQL_VARIANT_PROPERTY(t.[what], 'BaseType'))) + CONVERT(varbinary(max), CONVERT(varbinary(8000), t.[what])), 0x00)) AS binary(16)) AS [after]) AS h;
