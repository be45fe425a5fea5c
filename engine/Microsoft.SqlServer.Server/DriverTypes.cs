namespace Microsoft.SqlServer.Server;

/// <summary>How a CLR type is serialized on the server.</summary>
public enum Format
{
    Unknown = 0,
    Native = 1,
    UserDefined = 2,
}

/// <summary>A CLR type that serializes itself.</summary>
public interface IBinarySerialize
{
    void Read(BinaryReader r);

    void Write(BinaryWriter w);
}

/// <summary>A CLR type that is none of the server's.</summary>
public sealed class InvalidUdtException : SystemException
{
    internal InvalidUdtException(string message) : base(message) { }
}

/// <summary>Marks a CLR type as one of the server's.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = true)]
public class SqlUserDefinedTypeAttribute(Format format) : Attribute
{
    public Format Format { get; } = format;

    public int MaxByteSize { get; set; }

    public bool IsFixedLength { get; set; }

    public bool IsByteOrdered { get; set; }

    public string? ValidationMethodName { get; set; }

    public string? Name { get; set; }
}
