-- Undoes what a run has done to table t; what it cannot undo stays in [my.schema].[datamigration_journal_0123456789abcdef].
SET NOCOUNT ON; SET XACT_ABORT ON; SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ARITHABORT ON; SET CONCAT_NULL_YIELDS_NULL ON; SET QUOTED_IDENTIFIER ON; SET NUMERIC_ROUNDABORT OFF;
GO
BEGIN TRANSACTION;
DECLARE @low bigint = 0, @high bigint = 9223372036854775807, @rows bigint = 0;
CREATE TABLE #datamigration_due ([number] bigint NOT NULL PRIMARY KEY, [action] tinyint NOT NULL);
TRUNCATE TABLE #datamigration_due;
INSERT INTO #datamigration_due ([number], [action]) SELECT q.[number], a.[action] FROM (SELECT j.datamigration_number AS [number], CAST(j.datamigration_kind AS int) AS [kind], CASE WHEN t.[id] IS NULL THEN 'gone' WHEN h.[after] = j.datamigration_after THEN 'same' ELSE 'changed' END AS [state] FROM [my.schema].[datamigration_journal_0123456789abcdef] AS j LEFT JOIN [t] AS t WITH (UPDLOCK, HOLDLOCK) ON t.[id] = j.[id] CROSS APPLY (SELECT CAST(HASHBYTES('SHA2_256', ISNULL(0x01 + CAST(DATALENGTH(t.[id]) AS binary(8)) + CONVERT(varbinary(64), t.[id]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[name]) AS binary(8)) + CONVERT(varbinary(200), t.[name]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[seen]) AS binary(8)) + CONVERT(varbinary(64), t.[seen]), 0x00) + ISNULL(0x01 + CAST(DATALENGTH(t.[what]) AS binary(8)) + CONVERT(varbinary(256), CONVERT(nvarchar(128), SQL_VARIANT_PROPERTY(t.[what], 'BaseType'))) + CONVERT(varbinary(max), CONVERT(varbinary(8000), t.[what])), 0x00)) AS binary(16)) AS [after]) AS h WHERE j.datamigration_number BETWEEN @low AND @high AND j.datamigration_kind IN (1, 2, 3)) AS q CROSS APPLY (SELECT CASE q.[kind] WHEN 1 THEN CASE WHEN q.[state] = 'gone' THEN 0 WHEN q.[state] = 'same' OR q.[state] = 'changed' THEN 1 END WHEN 2 THEN CASE q.[state] WHEN 'same' THEN 2 WHEN 'changed' THEN 2 WHEN 'gone' THEN 3 END WHEN 3 THEN CASE WHEN q.[state] = 'gone' THEN 3 ELSE 2 END END AS [action]) AS a WHERE a.[action] IS NOT NULL;
SET @rows = 0;
DELETE t FROM #datamigration_due AS d INNER JOIN [my.schema].[datamigration_journal_0123456789abcdef] AS j ON j.datamigration_number = d.[number] INNER JOIN [t] AS t ON t.[id] = j.[id] WHERE d.[action] = 1; SET @rows = @rows + @@ROWCOUNT;
UPDATE t SET [name] = j.[name], [seen] = j.[seen], [what] = j.[what] FROM #datamigration_due AS d INNER JOIN [my.schema].[datamigration_journal_0123456789abcdef] AS j ON j.datamigration_number = d.[number] INNER JOIN [t] AS t ON t.[id] = j.[id] WHERE d.[action] = 2; SET @rows = @rows + @@ROWCOUNT;
INSERT INTO [t] ([id], [name], [seen], [what]) SELECT j.[id], j.[name], j.[seen], j.[what] FROM #datamigration_due AS d INNER JOIN [my.schema].[datamigration_journal_0123456789abcdef] AS j ON j.datamigration_number = d.[number] WHERE d.[action] = 3 ORDER BY j.datamigration_number; SET @rows = @rows + @@ROWCOUNT;
DELETE j FROM #datamigration_due AS d INNER JOIN [my.schema].[datamigration_journal_0123456789abcdef] AS j ON j.datamigration_number = d.[number];
DROP TABLE #datamigration_due;
COMMIT TRANSACTION;
GO
