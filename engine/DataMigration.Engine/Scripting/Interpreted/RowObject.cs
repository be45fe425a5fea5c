using DataMigration.Data;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// The row at hand as a JavaScript object that cannot be changed. One object serves all rows of a script: a field becomes a JavaScript value when it is
/// read, once a call.
/// </summary>
internal sealed class RowObject : ObjectInstance
{
    private readonly Dictionary<string, FieldProperty> _fields;
    private readonly FieldProperty[] _inOrder;
    private RecordBatch? _batch;
    private int _row;
    private long _moves;

    public RowObject(Engine engine, RecordSchema schema, JsonReading json) : base(engine)
    {
        Prototype = engine.Object.PrototypeObject;
        Extensible = false;
        _inOrder = [.. Enumerable.Range(0, schema.Count).Select(i => new FieldProperty(this, schema[i], i, json))];
        _fields = _inOrder.ToDictionary(f => f.Name, StringComparer.Ordinal);
    }

    public void MoveTo(RecordBatch batch, int row)
    {
        (_batch, _row) = (batch, row);
        _moves++;
    }

    public override JsValue Get(string propertyName) => _fields.TryGetValue(propertyName, out var field) ? field.Value : base.Get(propertyName);

    public override PropertyDescriptor GetOwnProperty(string propertyName) =>
        _fields.TryGetValue(propertyName, out var field) ? field : PropertyDescriptor.Undefined;

    public override bool HasOwnProperty(string propertyName) => _fields.ContainsKey(propertyName);

    public override IEnumerable<KeyValuePair<string, PropertyDescriptor>> GetOwnProperties() =>
        _inOrder.Select(f => new KeyValuePair<string, PropertyDescriptor>(f.Name, f));

    public override void Put(string propertyName, JsValue value, bool throwOnError) => Refuse(propertyName);

    public override bool Delete(string propertyName, bool throwOnError) => Refuse(propertyName);

    public override bool DefineOwnProperty(string propertyName, PropertyDescriptor desc, bool throwOnError) => Refuse(propertyName);

    private bool Refuse(string name) => throw new JavaScriptException(Engine.TypeError, $"row.{name} cannot be changed: the row is read-only");

    private sealed class FieldProperty : PropertyDescriptor
    {
        private readonly RowObject _owner;
        private readonly Field _field;
        private readonly int _position;
        private readonly JsonReading _json;
        private JsValue? _value;

        // At which move of the row it was read.
        private long _read = -1;

        public FieldProperty(RowObject owner, Field field, int position, JsonReading json)
        {
            (_owner, _field, _position, _json) = (owner, field, position, json);
            Enumerable = true;
            Writable = false;
            Configurable = false;
        }

        public string Name => _field.Name;

        public override JsValue Value
        {
            get
            {
                if (_owner._batch is not { } batch) return JsValue.Undefined;
                if (_read != _owner._moves) (_value, _read) = (FieldValues.Of(_field, batch[_position], _owner._row, _json), _owner._moves);
                return _value!;
            }
            set => throw new InvalidOperationException("A field was written past the row.");
        }
    }
}
