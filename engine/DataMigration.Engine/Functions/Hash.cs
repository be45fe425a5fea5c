using System.Security.Cryptography;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

/// <summary>The digests that <c>hash</c> offers.</summary>
public enum HashAlgorithm
{
    Sha256,
    Sha512,
    Sha1,
    Md5,
}

public sealed record HashOptions
{
    [Option("Which digest. sha1 and md5 are for matching values hashed elsewhere, not for secrets.", Example = "sha256", Shorthand = true)]
    public HashAlgorithm Algorithm { get; init; } = HashAlgorithm.Sha256;

    [Option("A secret key (HMAC). Without one, short values such as phone numbers can be found again by trying them all.", Example = "\"${hash_key}\"", Secret = true)]
    public string? Key { get; init; }
}

[Component(ComponentKind.Function, "hash", "The digest of the text's UTF-8 bytes, in lower-case hexadecimal.", Example = "hash: { algorithm: sha256, key: \"${hash_key}\" }")]
[Example("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Options = "sha256")]
[Example("abc", "900150983cd24fb0d6963f7d28e17f72", Options = "{ algorithm: md5 }")]
[Example("Hi There", "d41ffbfeedb43d9249fea4d1bb7c4730e2889c96415285d20631847a299f34e7", Options = "{ algorithm: sha256, key: secret }")]
public sealed class Hash(HashOptions options) : ITextFunction
{
    private readonly byte[]? _key = options.Key is { } key ? Encoding.UTF8.GetBytes(key) : null;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(options.Algorithm, _key));

    private readonly struct Kernel(HashAlgorithm algorithm, byte[]? key) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
            digest = digest[..Digest(text, digest)];
            Convert.TryToHexStringLower(digest, output.Reserve(digest.Length * 2), out int written);
            output.Advance(written);
            return true;
        }

#pragma warning disable CA5350, CA5351 // the author asks for them by name, to match values hashed elsewhere
        private int Digest(ReadOnlySpan<byte> text, Span<byte> digest) => (algorithm, key) switch
        {
            (HashAlgorithm.Sha256, null) => SHA256.HashData(text, digest),
            (HashAlgorithm.Sha512, null) => SHA512.HashData(text, digest),
            (HashAlgorithm.Sha1, null) => SHA1.HashData(text, digest),
            (_, null) => MD5.HashData(text, digest),
            (HashAlgorithm.Sha256, _) => HMACSHA256.HashData(key, text, digest),
            (HashAlgorithm.Sha512, _) => HMACSHA512.HashData(key, text, digest),
            (HashAlgorithm.Sha1, _) => HMACSHA1.HashData(key, text, digest),
            (_, _) => HMACMD5.HashData(key, text, digest),
        };
#pragma warning restore CA5350, CA5351
    }
}
