using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CsvHelper;
using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>Finds the cells of a block's text; one a decoder.</summary>
internal abstract class CellReader
{
    /// <summary>By CsvHelper where it has words for the dialect, and nothing faster does.</summary>
    public static CellReader For(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect)
    {
        if (!dialect.IsPlain) return new DialectCells(layout, options, dialect);
        var plain = new PlainCells(layout, options, dialect);
        return StructuralCells.Reads(dialect) ? new StructuralCells(layout, options, dialect, plain) : plain;
    }

    /// <summary>Whether the text's first bytes would be taken for a byte order mark, and an empty line must stand before them.</summary>
    public abstract bool Misreads(TextHeap text);

    /// <summary>Reads all records of the text.</summary>
    /// <param name="shifted">An empty line stands first that is not the file's.</param>
    public abstract void Read(TextHeap text, bool shifted, CsvCells cells, CsvFaults faults);

    /// <summary>CsvHelper reads the bytes in place, and a cell becomes a slice of them.</summary>
    private sealed class PlainCells : CellReader
    {
        private readonly int _width;
        private readonly int[] _sources;
        private readonly NullWords _words;
        private readonly CsvReaderOptions _options;
        private readonly List<CsvMalformedRecord> _malformed = [];

        public PlainCells(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect)
        {
            (_width, _sources) = (layout.Width, layout.Sources);
            _words = new NullWords(options);
            _options = dialect.ReaderOptions(skipEmptyLines: layout.Width > 1, _malformed.Add);
        }

        /// <summary>The file's mark was cut off before the first block: here such bytes are a cell's own.</summary>
        public override bool Misreads(TextHeap text) => text.Used > 0 && text.Bytes[0] is 0x00 or 0xEF or 0xFE or 0xFF;

        public override void Read(TextHeap text, bool shifted, CsvCells cells, CsvFaults faults)
        {
            _malformed.Clear();
            byte[] bytes = text.Bytes;
            int used = text.Used;
            using var reader = CsvReader.Create(new ReadOnlyMemory<byte>(bytes, 0, used), _options);
            int before = shifted && !_options.SkipEmptyLines && reader.Read() ? 2 : 1;
            ref byte origin = ref MemoryMarshal.GetArrayDataReference(bytes);
            int width = _width;
            int[] sources = _sources;
            while (reader.Read())
            {
                int start = (int)reader.ByteOffset, found = reader.FieldCount;
                cells.AddRow(start, start + reader.RawRecord.Length);
                if (found != width) faults.AddRagged(cells.Rows - 1, found);
                for (int column = 0; column < sources.Length; column++)
                {
                    int source = sources[column];
                    if (source >= found)
                    {
                        cells.SetNull(column);
                        continue;
                    }
                    var value = reader.GetSpan(source);
                    if (value.Length <= _words.Longest && _words.Of(value, _words.IsQuoted(reader.GetRawSpan(source))) is var meaning and not CellMeaning.Value)
                    {
                        if (meaning == CellMeaning.Null) cells.SetNull(column);
                        else cells.Set(column, 0, 0);
                        continue;
                    }
                    // A cell without doubled quotes lies in the block; any other one lies in the reader's own buffer until the next read.
                    nint offset = Unsafe.ByteOffset(ref origin, ref MemoryMarshal.GetReference(value));
                    if ((nuint)offset < (nuint)used) cells.Set(column, (int)offset, value.Length);
                    else cells.Set(column, used + cells.Keep(value), value.Length);
                }
            }
            foreach (var record in _malformed) faults.Add(new CsvProblem((int)record.RecordNumber - before, record.Reason, (int)record.ByteOffset));
        }
    }
}
