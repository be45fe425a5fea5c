namespace DataMigration.Connectors.Csv;

/// <summary>Takes the cells of a record as they are found. A struct, so that finding ends of records alone costs nothing for them.</summary>
internal interface ICellSink
{
    void Add(int start, int end, CellForm form);
}

/// <summary>For those who want to know how many there are.</summary>
internal struct CellCount : ICellSink
{
    public int Cells { get; private set; }

    public void Add(int start, int end, CellForm form) => Cells++;
}

/// <summary>For those who want only the end of the record.</summary>
internal readonly struct NoCells : ICellSink
{
    public void Add(int start, int end, CellForm form) { }
}
