using System.Security.Cryptography;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

public sealed record UuidV5Options
{
    [Option("The UUID of the space the text is a name in: one of your own for each kind of key, so that customer 1 and order 1 differ.", Example = "6ba7b810-9dad-11d1-80b4-00c04fd430c8", Shorthand = true)]
    public required string Namespace { get; init; }
}

[Component(ComponentKind.Function, "uuid_v5", "A UUID made of the text (RFC 9562, version 5): the same key becomes the same UUID in every run and every table.", Example = "uuid_v5: 6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
[Example("www.example.com", "2ed6657d-e927-568b-95e1-2665a8aea6a2", Options = "6ba7b810-9dad-11d1-80b4-00c04fd430c8")]
[Example("42", "7c411b5e-9d3f-50b5-9c28-62096e41c4ed", Options = "{ namespace: 6ba7b810-9dad-11d1-80b4-00c04fd430c8 }")]
public sealed class UuidV5(UuidV5Options options) : ITextFunction, IValidatesOptions
{
    public string? Validate() => Guid.TryParse(options.Namespace, out _) ? null : $"its namespace '{options.Namespace}' is not a UUID";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(Guid.Parse(options.Namespace).ToByteArray(bigEndian: true)));

    private readonly struct Kernel(byte[] space) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Span<byte> digest = stackalloc byte[SHA1.HashSizeInBytes];
            Span<byte> name = text.Length <= 240 ? stackalloc byte[16 + text.Length] : new byte[16 + text.Length];
            space.CopyTo(name);
            text.CopyTo(name[16..]);
#pragma warning disable CA5350 // the standard says SHA-1; nothing is kept secret by it
            SHA1.HashData(name, digest);
#pragma warning restore CA5350
            digest[6] = (byte)(digest[6] & 0x0F | 0x50);
            digest[8] = (byte)(digest[8] & 0x3F | 0x80);
            new Guid(digest[..16], bigEndian: true).TryFormat(output.Reserve(36), out int written);
            output.Advance(written);
            return true;
        }
    }
}
