namespace DataMigration.Scripting.Library.Dates;

/// <summary>
/// <c>Date.parse</c>: the standard's form (<c>2024-01-15</c>, <c>2024-01-15T22:30:00Z</c>), and the everyday ones that V8 takes (<c>Jan 15, 2024 10:30 PM</c>,
/// <c>1/15/2024</c>). There, numbers are parts of the day until a colon makes them parts of the time; words before the first number are passed over, later ones
/// must be months, AM, PM or zones; what stands in parentheses is a remark. Without a zone it is UTC.
/// </summary>
internal ref struct DateParsing
{
    private DateScanner _scanner;
    private DayParts _day = new();
    private TimeParts _time = new();
    private ZoneParts _zone = new();
    private bool _hasNumber;

    private DateParsing(ReadOnlySpan<char> text) => _scanner = new DateScanner(text);

    /// <summary>The time, or NaN.</summary>
    public static double Parse(ReadOnlySpan<char> text)
    {
        var parsing = new DateParsing(text);
        return parsing.Iso() is not { } next ? double.NaN : next.Kind == DateTokenKind.End || parsing.Loose(next) ? parsing.Value() : double.NaN;
    }

    private readonly double Value() =>
        _day.Value() is { } day && _time.Value() is { } time && _zone.Value() is { } zone ? DateNumbers.Clip(DateNumbers.MakeDate(day, time) - zone) : double.NaN;

    /// <summary>Reads as much as has the standard's form.</summary>
    /// <returns>The first token that has not; null when nothing can come of it any more.</returns>
    private DateToken? Iso()
    {
        if (_scanner.Peek.IsSign)
        {
            var sign = _scanner.Next();
            if (!_scanner.Peek.IsFixed(6)) return sign;
            int year = _scanner.Next().Value;
            if (sign.Value == '-' && year == 0) return sign;
            _day.Add(sign.Value == '-' ? -year : year);
        }
        else if (_scanner.Peek.IsFixed(4)) _day.Add(_scanner.Next().Value);
        else return _scanner.Next();
        if (_scanner.Skip('-'))
        {
            if (!_scanner.Peek.IsFixed(2) || !DayParts.IsMonth(_scanner.Peek.Value)) return _scanner.Next();
            _day.Add(_scanner.Next().Value);
            if (_scanner.Skip('-'))
            {
                if (!_scanner.Peek.IsFixed(2) || !DayParts.IsDay(_scanner.Peek.Value)) return _scanner.Next();
                _day.Add(_scanner.Next().Value);
            }
        }
        if (_scanner.Peek.Kind == DateTokenKind.TimeSeparator)
        {
            _scanner.Next();
            if (!IsoTime()) return null;
        }
        else if (_scanner.Peek.Kind != DateTokenKind.End) return _scanner.Next();
        _day.IsIso = true;
        return _scanner.Peek;
    }

    private bool IsoTime()
    {
        if (!Part(24) || !_scanner.Skip(':') || !Part(59)) return false;
        if (_scanner.Skip(':'))
        {
            if (!Part(59)) return false;
            if (_scanner.Skip('.'))
            {
                if (!_scanner.Peek.IsNumber) return false;
                _time.Add(_scanner.Next().AsMilliseconds());
            }
        }
        return IsoZone() && _scanner.Peek.Kind == DateTokenKind.End;
    }

    private bool Part(int most)
    {
        if (!_scanner.Peek.IsFixed(2) || _scanner.Peek.Value > most) return false;
        return _time.Add(_scanner.Next().Value);
    }

    private bool IsoZone()
    {
        if (_scanner.Peek.IsZ) _zone.Set(_scanner.Next().Value);
        if (!_scanner.Peek.IsSign) return true;
        _zone.Sign = _scanner.Next().Value == '-' ? -1 : 1;
        var hour = _scanner.Next();
        if (hour.IsFixed(4)) (_zone.Hour, _zone.Minute) = (hour.Value / 100, hour.Value % 100);
        else
        {
            if (!hour.IsFixed(2) || !_scanner.Skip(':') || !_scanner.Peek.IsFixed(2)) return false;
            (_zone.Hour, _zone.Minute) = (hour.Value, _scanner.Next().Value);
        }
        return _zone is { Hour: <= 23, Minute: <= 59 };
    }

    private bool Loose(DateToken token)
    {
        _hasNumber = !_day.IsEmpty;
        for (; token.Kind != DateTokenKind.End; token = _scanner.Next())
        {
            bool good = token.Kind switch
            {
                DateTokenKind.Number => Number(token.Value),
                DateTokenKind.Symbol => Symbol(token),
                DateTokenKind.Blank or DateTokenKind.Other => true,
                _ => Word(token),
            };
            if (!good) return false;
        }
        return true;
    }

    private bool Number(int number)
    {
        _hasNumber = true;
        if (_scanner.Skip(':'))
        {
            if (!_scanner.Skip(':')) return _time.Add(number) && (_scanner.Skip('.') || true);
            return _time.IsEmpty && _time.Add(number) && _time.Add(0);
        }
        if (_scanner.Skip('.') && _time.Expects(number))
        {
            _time.Add(number);
            if (!_scanner.Peek.IsNumber) return false;
            _time.AddLast(_scanner.Next().AsMilliseconds());
            return true;
        }
        if (_zone.Expects(number)) _zone.Minute = number;
        else if (_time.Expects(number))
        {
            _time.AddLast(number);
            return _scanner.Peek.Kind is DateTokenKind.End or DateTokenKind.Blank || _scanner.Peek.IsZ || _scanner.Peek.IsSign;
        }
        else
        {
            if (!_day.Add(number)) return false;
            _scanner.Skip('-');
        }
        return true;
    }

    private bool Word(DateToken word)
    {
        switch (word.Kind)
        {
            case DateTokenKind.Noon when !_time.IsEmpty: _time.Noon = word.Value; return true;
            case DateTokenKind.Month:
                _day.NamedMonth = word.Value;
                _scanner.Skip('-');
                return true;
            case DateTokenKind.Zone when _hasNumber: _zone.Set(word.Value); return true;
            default: return !_hasNumber && !_scanner.Peek.IsNumber;
        }
    }

    private bool Symbol(DateToken symbol)
    {
        if (symbol.IsSign && (_zone.IsUtc || !_time.IsEmpty)) return Offset(symbol.Value);
        return !(symbol.IsSign || symbol.IsSymbol(')')) || !_hasNumber;
    }

    /// <summary><c>+2</c>, <c>+02</c>, <c>+200</c>, <c>+0200</c>, <c>+02:00</c>.</summary>
    private bool Offset(int sign)
    {
        _zone.Sign = sign == '-' ? -1 : 1;
        _hasNumber = true;
        var (number, length) = (0, 0);
        if (_scanner.Peek.IsNumber) (_, number, length) = _scanner.Next();
        if (_scanner.Peek.IsSymbol(':')) (_zone.Hour, _zone.Minute) = (number, null);
        else if (length is 1 or 2) (_zone.Hour, _zone.Minute) = (number, 0);
        else if (length is 3 or 4) (_zone.Hour, _zone.Minute) = (number / 100, number % 100);
        else return false;
        return true;
    }
}
