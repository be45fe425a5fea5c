using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A JavaScript value in two words, so that nothing is allocated for numbers, booleans and pieces of text.</summary>
internal readonly struct Value
{
    // Null for a number; a tag; the storage of a text; or an object.
    private readonly object? _reference;

    // The bits of a number or boolean, or where a text starts (low half) and how long it is.
    private readonly long _bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Value(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    public static Value Undefined => new(Tag.Undefined, 0);

    public static Value Null => new(Tag.Null, 0);

    public static Value True => new(Tag.Boolean, 1);

    public static Value False => new(Tag.Boolean, 0);

    /// <summary>See <see cref="Tag.Missing"/>; scripts never see it.</summary>
    public static Value Missing => new(Tag.Missing, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(double number) => new(null, BitConverter.DoubleToInt64Bits(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(bool truth) => new(Tag.Boolean, truth ? 1 : 0);

    public static Value Of(string text) => new(text, (long)text.Length << 32);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Value Of(Text text) => new(text.Storage, (uint)text.Start | ((long)text.Length << 32));

    public static Value Of(ScriptObject instance) => new(instance, 0);

    public static Value OfNullable(string? text) => text is null ? Undefined : Of(text);

    public bool IsNumber => _reference is null;

    public bool IsText => _reference is { } reference && IsStorage(reference);

    public bool IsBoolean => ReferenceEquals(_reference, Tag.Boolean);

    public bool IsUndefined => ReferenceEquals(_reference, Tag.Undefined) || ReferenceEquals(_reference, Tag.Missing);

    public bool IsNull => ReferenceEquals(_reference, Tag.Null);

    public bool IsNullish => _reference is Tag && !IsBoolean;

    public bool IsMissing => ReferenceEquals(_reference, Tag.Missing);

    public bool IsObject => _reference is { } reference && reference is not Tag && !IsStorage(reference);

    public Kinds Kind => _reference switch
    {
        null => Kinds.Number,
        Tag tag => tag.Kind,
        var reference => IsStorage(reference) ? Kinds.Text : Kinds.Object,
    };

    /// <summary>The number of a number, 0 or 1 of a boolean.</summary>
    public double Number => _reference is null ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    /// <summary>The truth of a boolean.</summary>
    public bool Boolean => _bits != 0;

    /// <summary>The text of a text.</summary>
    public Text Text => new(_reference!, (int)_bits, (int)(_bits >> 32));

    public ScriptObject Object => Unsafe.As<ScriptObject>(_reference!);

    /// <summary>The object, or null when it is none of that kind.</summary>
    public T? As<T>() where T : ScriptObject => _reference as T;

    /// <summary>JavaScript's truth.</summary>
    public bool IsTrue => _reference switch
    {
        null => Number is var number && number != 0 && !double.IsNaN(number),
        Tag => _bits != 0,
        var reference => !IsStorage(reference) || _bits >> 32 != 0,
    };

    /// <summary><c>===</c>.</summary>
    public static bool StrictEquals(in Value left, in Value right)
    {
        if (left._reference is null) return right._reference is null && left.Number == right.Number;
        if (left.IsText) return right.IsText && left.Text.Equals(right.Text);
        return ReferenceEquals(left._reference, right._reference) && left._bits == right._bits;
    }

    /// <summary>Whether the two are the same to the bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreSame(in Value left, in Value right) => ReferenceEquals(left._reference, right._reference) && left._bits == right._bits;

    /// <summary>What <c>includes</c> compares by: NaN is itself.</summary>
    public static bool SameValueZero(in Value left, in Value right) =>
        left._reference is null && right._reference is null ? left.Number.Equals(right.Number) || left.Number == right.Number : StrictEquals(left, right) || (left.IsUndefined && right.IsUndefined);

    public override string ToString() => Kind switch
    {
        Kinds.Undefined => "undefined",
        Kinds.Null => "null",
        Kinds.Boolean => Boolean ? "true" : "false",
        Kinds.Number => Library.NumberText.Of(Number),
        Kinds.Text => Text.ToString(),
        _ => "[object]",
    };

    // By the exact type: asked whether it is of a type, the runtime would look at what an object inherits from, and at what else an array of bytes may be.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsStorage(object reference) => reference.GetType() == typeof(byte[]) || reference.GetType() == typeof(string);
}
