CREATE TABLE #datamigration_stage ([___row] int NOT NULL PRIMARY KEY, [a]]b] int NULL);
TRUNCATE TABLE #datamigration_stage;
DELETE FROM #datamigration_stage WHERE [___row] IN (1, 2, 3);
SELECT s.[___row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [my.schema].[order]]'s "x"] AS t WHERE t.[a]]b] = s.[a]]b]);
SELECT q.[number], q.[first] FROM (SELECT s.[___row] AS [number], COUNT(*) OVER (PARTITION BY s.[a]]b]) AS [sharing], MIN(s.[___row]) OVER (PARTITION BY s.[a]]b]) AS [first] FROM #datamigration_stage AS s) AS q WHERE q.[sharing] > 1 ORDER BY q.[number];
SELECT s.[___row] FROM #datamigration_stage AS s WHERE EXISTS (SELECT 1 FROM [my.schema].[order]]'s "x"] AS t WHERE t.[a]]b] = s.[a]]b] AND NOT (t.[a]]b] = s.[a]]b]) AND NOT EXISTS (SELECT 1 FROM #datamigration_stage AS k WHERE t.[a]]b] = k.[a]]b]));
SELECT s.[___row], MIN(k.[___row]) FROM #datamigration_stage AS s JOIN [my.schema].[order]]'s "x"] AS t ON t.[a]]b] = s.[a]]b] JOIN #datamigration_stage AS k ON t.[a]]b] = k.[a]]b] WHERE NOT (t.[a]]b] = s.[a]]b]) GROUP BY s.[___row];
DELETE t FROM [my.schema].[order]]'s "x"] AS t INNER JOIN #datamigration_stage AS s ON t.[a]]b] = s.[a]]b] WHERE s.[___row] BETWEEN @low AND @high;
