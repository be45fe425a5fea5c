using DataMigration.Configuration.Binding;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;
using NJsonSchema;
using NJsonSchema.Validation;

namespace DataMigration.Configuration.Schema;

/// <summary>Checks a file against its schema; the findings come out as ours, each pointing at what it is about.</summary>
internal sealed class SchemaChecker(RecordShape shape, string title)
{
    private readonly Lazy<JsonSchema> _schema = new(() => SchemaBuilder.Build(shape, title));

    public void Check(Place root, DiagnosticBag diagnostics)
    {
        var wrong = new HashSet<Place>(ReferenceEqualityComparer.Instance);
        if (!PlainCheck.IsRight(root)) CheckBySchema(root, wrong, diagnostics);
        CheckSyntaxOfValues(root, wrong, diagnostics);
    }

    /// <summary>Whether the schema has nothing against it; for tests of what spares it.</summary>
    internal bool Accepts(Place root) => Validate(new TokenWriter(), root).Count == 0;

    private void CheckBySchema(Place root, HashSet<Place> wrong, DiagnosticBag diagnostics)
    {
        var writer = new TokenWriter();
        var errors = Validate(writer, root);
        if (errors.Count == 0) return;
        foreach (var findings in new Walk(writer, root).Of(errors))
        {
            wrong.Add(findings.Place);
            FindingWriter.Write(findings, diagnostics);
        }
    }

    private ICollection<ValidationError> Validate(TokenWriter writer, Place root) => new JsonSchemaValidator().Validate(writer.Write(root), _schema.Value);

    /// <summary>Values with a syntax of their own are more than a pattern can say: what the binder would refuse is said in the same go.</summary>
    private static void CheckSyntaxOfValues(Place root, HashSet<Place> wrong, DiagnosticBag diagnostics)
    {
        var binder = new ScalarBinder(diagnostics);
        foreach (var place in root.All)
            if (place is { Shape: ScalarShape scalar, Node: YamlScalar } && !wrong.Contains(place) && !Walk.IsUnknown(place)) binder.Bind(place, scalar);
    }

    /// <summary>Goes through the findings of one file.</summary>
    private sealed class Walk(TokenWriter writer, Place root)
    {
        private readonly Dictionary<string, Place> _places = writer.ByPath();
        private readonly OrderedDictionary<Place, PlaceFindings> _findings = new(ReferenceEqualityComparer.Instance);

        public IEnumerable<PlaceFindings> Of(IEnumerable<ValidationError> errors)
        {
            foreach (var error in errors) Take(error);
            return _findings.Values.Where(f => !IsUnknown(f.Place));
        }

        private void Take(ValidationError error)
        {
            switch (error.Kind)
            {
                case ValidationErrorKind.AdditionalPropertiesNotValid or ValidationErrorKind.ArrayItemNotValid:
                    foreach (var inner in ((ChildSchemaValidationError)error).Errors.Values.SelectMany(e => e)) Take(inner);
                    return;
                case ValidationErrorKind.NoAdditionalPropertiesAllowed:
                    var owner = At(OwnerPath(error)).Innermost;
                    if ((owner.Node as YamlMapping)?.Find(error.Property) is { } entry) For(owner).Unknown.Add(entry);
                    else For(root).IsValueWrong = true;
                    return;
                case ValidationErrorKind.PropertyRequired:
                    var place = At(OwnerPath(error)).Innermost;
                    if (((RecordShape)place.Shape).Find(error.Property) is { } key) For(place).Missing.Add(key);
                    return;
            }
            var at = At(error.Path);
            if (error.Kind == ValidationErrorKind.NotAnyOf && at.Shape is RecordShape) TakeBranch((ChildSchemaValidationError)error, at);
            else if (error.Kind == ValidationErrorKind.NotOneOf) For(at).IsSlotWrong = true;
            else if (error.Kind is ValidationErrorKind.TooFewItems or ValidationErrorKind.TooFewProperties) For(at.Innermost).IsTooShort = true;
            else For(at.Innermost).IsValueWrong = true;
        }

        /// <summary>A node that may be written in short or in full: its form says which of the two the author meant.</summary>
        private void TakeBranch(ChildSchemaValidationError error, Place at)
        {
            bool isBrief = at.IsShort || at.Node is not YamlMapping;
            if (at.IsShort) _places[error.Path] = at.Children[0];
            foreach (var inner in error.Errors.ElementAt(isBrief ? 1 : 0).Value) Take(inner);
            _places[error.Path] = at;
        }

        /// <summary>A path of the validator that nothing of ours has would be a fault of ours; the finding is then told of the whole file.</summary>
        private Place At(string path) => _places.GetValueOrDefault(path) ?? root;

        private PlaceFindings For(Place place)
        {
            if (!_findings.TryGetValue(place, out var findings)) _findings.Add(place, findings = new PlaceFindings(place));
            return findings;
        }

        // Such a finding's path is the owner's and, unescaped, the key.
        private static string OwnerPath(ValidationError error)
        {
            string owner = error.Path[..^error.Property.Length];
            return owner == "#/" ? owner : owner.TrimEnd('.');
        }

        public static bool IsUnknown(Place? place)
        {
            for (; place is not null; place = place.Parent)
                if (place.Node.IsUnknown) return true;
            return false;
        }
    }
}
