function show(x) {
    if (x === undefined) return 'undefined';
    if (x === null || typeof x === 'boolean') return String(x);
    if (typeof x === 'number') return x === 0 && 1 / x < 0 ? '-0' : String(x);
    if (typeof x === 'string') return "'" + x + "'";
    if (Array.isArray(x)) return '[' + x.map(function (y) { return show(y); }).join(',') + ']';
    return '{' + Object.keys(x).map(function (k) { return k + ':' + show(x[k]); }).join(',') + '}';
}
