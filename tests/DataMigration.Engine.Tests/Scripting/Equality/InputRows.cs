using DataMigration.Data;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>The rows that every program is run for, as a batch and as JavaScript.</summary>
internal static class InputRows
{
    private static readonly object?[][] Rows =
    [
        ["abc", "a", 1.0, 1L, true], ["", "", 0.0, 0L, false], [null, "x", -0.0, -1L, true], ["(415) 555-2671", " a b ", double.NaN, 9007199254740992L, false], ["aAbBcC", "12", 1.5, 42L, null], ["\ud83d\ude00é", "straße", double.PositiveInfinity, -9007199254740992L, true],
        ["1", "2", 0.1, 3L, false], ["2024-01-15", "2024-02-30T10:00:00Z", 1e21, 2147483648L, true], ["a,b,c", ",", 1705312200000.0, null, false], ["null", "undefined", null, 10L, true], ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "b", -2.5, 7L, false], ["\u00a0x\ufeff", "İΣ", 1e-7, 255L, true],
    ];

    private static readonly string[] Names = ["s", "t", "n", "i", "b", "z"];

    public static int Count => Rows.Length;

    public static RecordSchema Schema { get; } = new([new Field("s", DataType.Text), new Field("t", DataType.Text), new Field("n", DataType.Number), new Field("i", DataType.Integer), new Field("b", DataType.Boolean), new Field("z", DataType.Text)]);

    /// <summary>An array of objects.</summary>
    public static string Literal { get; } = "[" + string.Join(',', Rows.Select(Of)) + "]";

    public static string Of(int row) => Of(Rows[row]);

    public static RecordBatch Batch()
    {
        var columns = Enumerable.Range(0, Schema.Count).Select(i => Column.Create(Schema[i].Type, Rows.Length)).ToArray();
        for (int row = 0; row < Rows.Length; row++)
            for (int i = 0; i < Rows[row].Length; i++)
                switch (Rows[row][i])
                {
                    case string text: ((TextColumn)columns[i]).Append(row, text.AsSpan()); break;
                    case double number: ((Column<double>)columns[i]).Set(row, number); break;
                    case long number: ((Column<long>)columns[i]).Set(row, number); break;
                    case bool flag: ((Column<bool>)columns[i]).Set(row, flag); break;
                }
        return new RecordBatch(Schema, Rows.Length, columns, new Numbered());
    }

    private static string Of(object?[] row) => "{" + string.Join(',', Names.Select((name, i) => name + ":" + NodeProcess.Literal(i < row.Length ? row[i] : null))) + "}";

    private sealed class Numbered : RowOrigins
    {
        public override RowOrigin this[int row] => new("data.csv", row + 2, null, null);

        public override long Position(int row) => row;
    }
}
