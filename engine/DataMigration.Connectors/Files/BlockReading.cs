using System.Globalization;
using System.Runtime.CompilerServices;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>A reading of files that can begin behind a block of an earlier one: everything before is cut again and dropped, which proves that it is unchanged.</summary>
/// <param name="split">The blocks from the first.</param>
/// <param name="path">For messages.</param>
internal sealed class BlockReading(Func<CancellationToken, IAsyncEnumerable<Block>> split, FilePath path)
{
    private IAsyncEnumerator<Block>? _behind;
    private string? _cursor;

    /// <summary>What <see cref="IResumableSource.Identity"/> says of files.</summary>
    public static string Identity(IReadOnlyList<InputFile> files)
    {
        string Of(InputFile file) => string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({file.StoredLength} bytes, written {file.Written:O})");
        if (files.Count <= 3) return string.Join(", ", files.Select(Of));
        var all = System.IO.Hashing.XxHash64.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', files.Select(Of))));
        return string.Create(CultureInfo.InvariantCulture, $"{files.Count} files ({files.Sum(f => f.StoredLength)} bytes, {all:x16})");
    }

    /// <inheritdoc cref="IResumableSource.ResumeObstacle"/>
    public static string? Obstacle(FilePath path) => path.Text == InputFile.StandardInputName ? "standard input cannot be read again" : null;

    /// <summary>The blocks from the first, or from where <see cref="ResumeAsync"/> has come to.</summary>
    public async IAsyncEnumerable<Block> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_behind is null)
        {
            await foreach (var block in split(cancellationToken)) yield return block;
            yield break;
        }
        await using var behind = _behind;
        _behind = null;
        while (await behind.MoveNextAsync())
        {
            yield return behind.Current;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The next reading begins at the start.</summary>
    public async ValueTask RewindAsync()
    {
        if (_behind is not null) await _behind.DisposeAsync();
        _behind = null;
    }

    /// <exception cref="MigrationException">What was read is not there any more, or cannot be read.</exception>
    public async ValueTask ResumeAsync(string cursor, CancellationToken cancellationToken)
    {
        // Asked once before the run and once when it reads: proved a moment ago, nothing is read twice.
        if (_behind is not null && _cursor == cursor) return;
        await RewindAsync();
        var wanted = BlockCursor.Parse(cursor) ?? throw new MigrationException(FileMessages.BadCursor.At(path.Span, path.Text, cursor));
        var blocks = split(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            string name = path.Text, why = "it ends before";
            while (await blocks.MoveNextAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var block = blocks.Current;
                if (block.Cursor == cursor)
                {
                    (_behind, _cursor) = (blocks, cursor);
                    return;
                }
                if (block.FileNumber == wanted.File) name = block.File ?? name;
                int place = (block.FileNumber, block.ByteOffset + block.Heap.Used).CompareTo((wanted.File, wanted.Offset));
                if (place < 0) continue;
                why = place == 0 ? "the bytes before are others" : "the records before end elsewhere";
                break;
            }
            throw new MigrationException(FileMessages.ChangedBefore.At(path.Span, name, wanted.Line, wanted.Offset, why));
        }
        finally
        {
            if (_behind is null) await blocks.DisposeAsync();
        }
    }
}
