using System.Buffers;
using DataMigration.Data;

namespace DataMigration.Connectors;

/// <summary>Writes rejected rows in the source's own format and dialect, so that the file can be mended and read again. Called by one thread.</summary>
public interface IRejectFormat
{
    /// <summary>The file's ending, with its dot: <c>.csv</c>.</summary>
    string Extension { get; }

    /// <summary>What stands before the first row (byte order mark, header), possibly nothing. Called after discovery.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="reasonColumn">The name of the extra last column for the reason, or null for none.</param>
    void WriteHeader(IBufferWriter<byte> output, string? reasonColumn);

    /// <summary>One row, exactly as the source had it.</summary>
    /// <param name="batch">The source's own batch.</param>
    /// <param name="row">Index in it.</param>
    /// <param name="reason">The reason's code for the extra column, or null when there is no such column.</param>
    /// <param name="output">Where to.</param>
    void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output);
}
