using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled;

/// <summary>What compiled scripts run on: one worker's row, variables, budget and memory.</summary>
internal sealed class Machine
{
    private readonly List<Action> _restorations = [];
    private Frame[] _frames = [];
    private int _depth;
    private Value[] _stack = new Value[64];
    private RowValue? _row;
    private int _top;

    public Machine(ScriptLimits limits, World world)
    {
        World = world;
        Budget = new Budget(limits);
        Arena = new Arena(Budget);
        Outside = new Frame(this);
    }

    /// <summary>The frame of expressions that have no variables.</summary>
    public Frame Outside { get; }

    public Budget Budget { get; }

    public Arena Arena { get; }

    public JsonValues Json => field ??= new JsonValues(this);

    public ScriptRandom Random { get; } = new();

    public World World { get; }

    /// <summary>The arrays that are being joined.</summary>
    public HashSet<ScriptArray> Joining { get; } = [];

    /// <summary>The variables of the script files.</summary>
    public Value[] Globals { get; set; } = [];

    public RecordBatch Batch { get; private set; } = null!;

    public int Row { get; private set; }

    /// <summary>The part of a script that may fail right now.</summary>
    public Place? At { get; set; }

    /// <summary>A number of the call at hand, by which what is remembered for one call is told from what is not.</summary>
    public long Call { get; private set; }

    /// <summary>Begins the calls of a script for rows of a batch.</summary>
    public void Begin(RecordBatch batch, int script)
    {
        Batch = batch;
        Random.Begin(batch, script);
    }

    /// <summary>Begins the call for a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start(int row)
    {
        Row = row;
        _depth = 0;
        _top = 0;
        if (_restorations.Count > 0) Restore();
        Call++;
        Budget.Start();
        Arena.Clear();
        Random.StandAt(row);
    }

    /// <summary>Something of all rows has changed by being used, and is to be as before at the next call.</summary>
    public void RestoreLater(Action restoration) => _restorations.Add(restoration);

    private void Restore()
    {
        // The first change of a thing was of what it had been before the call.
        for (int i = _restorations.Count - 1; i >= 0; i--) _restorations[i]();
        _restorations.Clear();
    }

    /// <summary>A frame for a call, its variables undefined. <see cref="FunctionCode.Run"/> gives it back.</summary>
    public Frame Enter(FunctionCode code, Cell[] captures, Value self)
    {
        Budget.CheckStack();
        Budget.Spend(code.Cost);
        if (_depth == _frames.Length) Deepen();
        var frame = _frames[_depth++];
        if (frame.Slots.Length < code.SlotCount) frame.Slots = new Value[Math.Max(code.SlotCount, 2 * frame.Slots.Length)];
        if (code.CellCount > 0) frame.Cells = new Cell[code.CellCount];
        if (frame.Captures != captures) frame.Captures = captures;
        if (!Value.AreSame(frame.Self, self)) frame.Self = self;
        return frame;
    }

    public void Leave() => _depth--;

    private void Deepen()
    {
        int known = _frames.Length;
        Array.Resize(ref _frames, Math.Max(4, 2 * known));
        for (int i = known; i < _frames.Length; i++) _frames[i] = new Frame(this);
    }

    /// <summary>How deep the calls are, to be restored by whoever catches an exception.</summary>
    public (int Frames, int Top) Depth
    {
        get => (_depth, _top);
        set => (_depth, _top) = value;
    }

    /// <summary>Room for arguments or parts, from this index of <see cref="Stack"/> on; <see cref="Pop"/> gives it back.</summary>
    public int Push(int count)
    {
        int start = _top;
        _top += count;
        if (_top > _stack.Length) Array.Resize(ref _stack, Math.Max(_top, 2 * _stack.Length));
        return start;
    }

    public void Pop(int start) => _top = start;

    public Value[] Stack => _stack;

    /// <summary>The row as an object: always the same one, so that it is equal to itself.</summary>
    public RowValue RowOf(RowShape shape) => _row?.Shape == shape ? _row : _row = new RowValue(shape, Outside);

    /// <summary>A text of a column: its bytes where they lie when they are ASCII.</summary>
    public Value TextOf(TextColumn column, int row)
    {
        var bytes = column[row];
        if (Ascii.IsValid(bytes)) return Value.Of(new Values.Text(column.Heap.Bytes, column.Starts[row], bytes.Length));
        Budget.Charge(2L * bytes.Length);
        return Value.Of(Encoding.UTF8.GetString(bytes));
    }

    public ScriptThrow TypeError(string message) => Error(ScriptErrorKind.TypeError, message);

    public ScriptThrow RangeError(string message) => Error(ScriptErrorKind.RangeError, message);

    public ScriptThrow Error(ScriptErrorKind kind, string message) => new(Value.Of(new ErrorObject(kind, Value.Of(message))), At);

    /// <summary>What a failure of the library or the machine is to a script's <c>catch</c>; null for what none may catch.</summary>
    public ScriptThrow? Catchable(Exception e) => e switch
    {
        ScriptThrow thrown => thrown,
        ScriptError error => Error(error.Kind, error.Message),
        _ => null,
    };

    [DoesNotReturn]
    public void ThrowTypeError(Place at, string message)
    {
        At = at;
        throw TypeError(message);
    }
}
