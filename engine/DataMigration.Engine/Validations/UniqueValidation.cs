using DataMigration.Checkpoints;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Keys;

namespace DataMigration.Validations;

public sealed record UniqueOptions
{
    [Option("The fields that together must differ from row to row. For several keys write several rules.", Example = "[email]", Shorthand = true, MinItems = 1)]
    public required IReadOnlyList<FieldReference> Fields { get; init; }

    [Option("Whether upper and lower case letters of text are the same; ß and SS stay different.")]
    public bool IgnoreCase { get; init; }
}

[Component(ComponentKind.Validation, "unique",
    "No two rows of the run may have the same values in these fields. The first row that passes all rules claims them; a row with a null among them is compared with none.",
    Example = "unique: [email]")]
public sealed class UniqueValidation(UniqueOptions options) : IOrderedValidation
{
    /// <summary>Fewer keys in memory, so that a test reaches the spill file.</summary>
    internal int KeysInMemory { get; init; } = KeyTable.DefaultKeysInMemory;

    public IRowRule? Compile(RuleContext context) => null;

    public Func<string, IOrderedRowRule>? CompileOrdered(RuleContext context)
    {
        int[] fields = [.. options.Fields.Select(context.IndexOf).Distinct()];
        if (options.IgnoreCase && !fields.Any(f => context.Schema[f].Type.Kind == DataKind.Text))
        {
            context.Diagnostics.Add(ValidationMessages.IgnoreCaseNeedsText, options.Fields[0].Span, "unique", "none of its fields is text");
            return null;
        }
        return folder => new OrderedRule(fields, options.IgnoreCase, new KeySet(folder, KeysInMemory), context.Rule);
    }

    private sealed class OrderedRule(int[] fields, bool ignoreCase, KeySet keys, Rule rule) : IOrderedRowRule, IKeepsKeys
    {
        private readonly KeyHasher _hasher = new(fields, ignoreCase);
        private readonly HashSet<UInt128> _held = [];
        private bool _holds;
        private UInt128 _hash;
        private bool _hasKey;

        public bool Breaks(RecordBatch batch, int row)
        {
            _hasKey = _hasher.TryHash(batch, row, out _hash);
            if (!_hasKey || !(keys.Contains(_hash) || _held.Contains(_hash))) return false;
            if (fields.Length == 1) RuleTexts.Fail(batch, row, rule, fields[0], "which an earlier row has already");
            else batch.Failures.Fail(row, rule, null, null, Message(batch, row));
            return true;
        }

        public void Accept(RecordBatch batch, int row)
        {
            if (!_hasKey) return;
            if (_holds) _held.Add(_hash);
            else Add(_hash);
        }

        public KeyLog? Log { private get; set; }

        public void Restore(UInt128 key) => keys.Add(key);

        public void Hold() => _holds = true;

        public void Settle(bool keep)
        {
            if (keep)
                foreach (var hash in _held) Add(hash);
            _held.Clear();
            _holds = false;
        }

        public void Dispose() => keys.Dispose();

        private void Add(UInt128 hash)
        {
            if (keys.Add(hash)) Log?.Append(hash);
        }

        private string Message(RecordBatch batch, int row) =>
            $"{string.Join(", ", fields.Select(f => batch.Schema[f].Name))} are {string.Join(", ", fields.Select(f => RuleTexts.Shown(batch[f], row)))}, which an earlier row has already.";
    }
}
