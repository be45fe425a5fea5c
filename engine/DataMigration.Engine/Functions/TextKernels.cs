using DataMigration.Data;

namespace DataMigration.Functions;

/// <summary>What a slice function makes of one value: a part of it, or null.</summary>
/// <param name="Start">Bytes into the value; -1 = the result is null.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct Slice(int Start, int Length)
{
    public static Slice Null => new(-1, 0);
}

/// <summary>A function whose result is a part of its input. A struct, so that the loop over the column is compiled for it alone.</summary>
public interface ISliceKernel
{
    Slice Map(ReadOnlySpan<byte> text);
}

/// <summary>A function that writes its result anew. A struct, so that the loop over the column is compiled for it alone.</summary>
public interface IWriteKernel
{
    /// <summary>Appends the result to the heap.</summary>
    /// <param name="text">The value; lies in another heap.</param>
    /// <param name="output">Where the result goes, by <see cref="TextHeap.Append"/> or <see cref="TextHeap.Reserve"/> and <see cref="TextHeap.Advance"/>.</param>
    /// <returns>False when the result is null.</returns>
    bool Map(ReadOnlySpan<byte> text, TextHeap output);
}

/// <summary>What a judging function makes of one value.</summary>
public enum Verdict
{
    /// <summary>The bytes it appended.</summary>
    Value,

    /// <summary>Null.</summary>
    Null,

    /// <summary>It cannot do its job on this text; the row is rejected.</summary>
    Refused,
}

/// <summary>A function that writes its result anew or refuses the text. A struct, so that the loop over the column is compiled for it alone.</summary>
public interface IJudgingKernel
{
    /// <summary>Appends the result to the heap; what was appended for a text that is refused in the end is ignored.</summary>
    Verdict Map(ReadOnlySpan<byte> text, TextHeap output);
}

/// <summary>
/// The loops of text functions. As all loops over a block they are compiled when they first run, at once and for good: code of other assemblies goes into them only then, and they are not called
/// often enough to be compiled anew.
/// </summary>
public static class TextKernels
{
    /// <summary>Results are slices of the input's heap, which is shared: no byte moves.</summary>
    public static TextColumn Cut<TKernel>(TextColumn input, ReadOnlySpan<int> rows, TKernel kernel) where TKernel : struct, ISliceKernel
    {
        var output = new TextColumn(input.Type, input.Length, input.Heap.AddReference());
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        ReadOnlySpan<ulong> given = input.Validity.Words;
        foreach (int row in rows)
        {
            if ((given[row >> 6] & (1UL << row)) == 0) continue;
            var slice = kernel.Map(bytes.AsSpan(starts[row], lengths[row]));
            if (slice.Start >= 0) output.SetSlice(row, starts[row] + slice.Start, slice.Length);
        }
        return output;
    }

    /// <summary>Results are written to a heap of the output's own.</summary>
    public static TextColumn Write<TKernel>(TextColumn input, ReadOnlySpan<int> rows, TKernel kernel) where TKernel : struct, IWriteKernel
    {
        var output = new TextColumn(input.Type, input.Length, rows.Length * 16);
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        ReadOnlySpan<ulong> given = input.Validity.Words;
        foreach (int row in rows)
        {
            if ((given[row >> 6] & (1UL << row)) == 0) continue;
            int start = output.Heap.Used;
            if (kernel.Map(bytes.AsSpan(starts[row], lengths[row]), output.Heap)) output.SetSlice(row, start, output.Heap.Used - start);
        }
        return output;
    }

    /// <summary>Results are written to a heap of the output's own; refused rows are null and listed.</summary>
    public static TextColumn Judge<TKernel>(TextColumn input, ReadOnlySpan<int> rows, TKernel kernel, List<int> refused) where TKernel : struct, IJudgingKernel
    {
        var output = new TextColumn(input.Type, input.Length, rows.Length * 16);
        byte[] bytes = input.Heap.Bytes;
        ReadOnlySpan<int> starts = input.Starts, lengths = input.Lengths;
        ReadOnlySpan<ulong> given = input.Validity.Words;
        foreach (int row in rows)
        {
            if ((given[row >> 6] & (1UL << row)) == 0) continue;
            int start = output.Heap.Used;
            var verdict = kernel.Map(bytes.AsSpan(starts[row], lengths[row]), output.Heap);
            if (verdict == Verdict.Value) output.SetSlice(row, start, output.Heap.Used - start);
            else if (verdict == Verdict.Refused) refused.Add(row);
        }
        return output;
    }
}
