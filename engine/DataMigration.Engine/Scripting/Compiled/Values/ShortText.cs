using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>Copies texts of a few bytes, which most parts of a joined text are, as one vector: what it writes behind them the next part overwrites.</summary>
internal static class ShortText
{
    /// <summary>The longest text that is short, and how much room there must be behind the last one.</summary>
    public const int Length = 16;

    /// <summary>A constant whose bytes can be read as a vector.</summary>
    public static Text Padded(string text)
    {
        var constant = Text.Constant(text);
        if (!constant.IsAscii) return constant;
        byte[] bytes = new byte[Math.Max(text.Length, Length)];
        Encoding.ASCII.GetBytes(text, bytes);
        return new Text(bytes, 0, text.Length);
    }

    /// <summary>Puts ASCII at the beginning of a room.</summary>
    /// <returns>The room behind it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Span<byte> Put(Span<byte> room, Text ascii)
    {
        byte[] bytes = Unsafe.As<byte[]>(ascii.Storage);
        if (ascii.Length <= Length && bytes.Length - ascii.Start >= Length && room.Length >= Length)
            Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)ascii.Start).StoreUnsafe(ref MemoryMarshal.GetReference(room));
        else ascii.Bytes.CopyTo(room);
        return room[ascii.Length..];
    }
}
