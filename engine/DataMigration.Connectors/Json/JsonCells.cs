using DataMigration.Connectors.Files;

namespace DataMigration.Connectors.Json;

/// <summary>Where the values of a block lie. A value that a record does not have is null.</summary>
internal sealed class JsonCells(int width) : CellSlices(width)
{
    private readonly int[] _setIn = new int[width];
    private int _set;

    /// <summary>Bytes in the block; what is kept besides lies behind them.</summary>
    public int TextLength { get; set; }

    public void Clear()
    {
        Reset();
        Array.Fill(_setIn, -1);
    }

    /// <summary>Begins a row.</summary>
    public void AddRow(int start)
    {
        BeginRow(start);
        _set = 0;
    }

    /// <summary>Takes back everything of the last row.</summary>
    public void RestartRow()
    {
        _setIn.AsSpan().Replace(Rows - 1, -1);
        _set = 0;
    }

    /// <summary>Ends the last row: what was not set is null.</summary>
    public void EndRow(int end)
    {
        int row = Rows - 1;
        RecordEnds[row] = end;
        if (_set == _setIn.Length) return;
        for (int column = 0; column < _setIn.Length; column++)
            if (_setIn[column] != row) Lengths[column][row] = Null;
    }

    /// <summary>Takes back everything of a row.</summary>
    public void Empty(int row)
    {
        for (int column = 0; column < _setIn.Length; column++) Lengths[column][row] = Null;
    }

    public bool IsSet(int column) => _setIn[column] == Rows - 1;

    /// <summary>Sets a value of the last row.</summary>
    public void Set(int column, int start, int length)
    {
        int row = Rows - 1;
        Starts[column][row] = start;
        Lengths[column][row] = length;
        if (_setIn[column] == row) return;
        _setIn[column] = row;
        _set++;
    }

    public void SetNull(int column) => Set(column, 0, Null);

    /// <summary>Gives the last row a value of bytes that were filled through <see cref="CellSlices.Reserve"/>.</summary>
    public void SetKept(int column, int length) => Set(column, TextLength + Keep(length), length);

    /// <summary>Gives the last row a number without its exponent, as far as that is short.</summary>
    public void SetPlain(int column, int start, ReadOnlySpan<byte> number)
    {
        if (PlainNumber.TryWrite(number, Reserve(PlainNumber.MaxLength), out int written)) SetKept(column, written);
        else Set(column, start, number.Length);
    }
}
