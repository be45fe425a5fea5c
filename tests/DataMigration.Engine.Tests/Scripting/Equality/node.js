// Evaluates one program a line and answers with one line: the values of the array that it returns, written so that none is taken for another.
'use strict';
const plain = s => s.replace(/[^ -~]|[\\|]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
const write = v => {
    if (v === undefined) return 'undefined';
    if (v === null || typeof v === 'boolean') return String(v);
    if (typeof v === 'number') return Object.is(v, -0) ? '-0' : String(v);
    if (typeof v === 'string') return '"' + plain(v) + '"';
    if (typeof v === 'function') return 'function';
    if (v instanceof Date) return 'Date ' + v.getTime();
    if (Array.isArray(v)) return '[' + Array.from(v, write).join(',') + ']';
    return '{' + Object.keys(v).map(k => plain(k) + ':' + write(v[k])).join(',') + '}';
};
// What a call returns, or the name of what it throws.
globalThis.attempt = f => { try { return write(f()); } catch (e) { return '!' + (e instanceof Error ? e.name : write(e)); } };
// What a script gives a field.
const outcome = v => {
    if (v === null || v === undefined) return 'null';
    if (v instanceof Number || v instanceof String || v instanceof Boolean) v = v.valueOf();
    if (typeof v !== 'object' && typeof v !== 'function') return write(v);
    if (v instanceof Date) return isNaN(v) ? '!' : write(v.toISOString());
    const json = JSON.stringify(v);
    return json === undefined ? '!' : 'J' + write(json);
};
// What a function body makes of each row.
globalThis.run = (body, rows) => {
    let f;
    try { f = new Function('row', '"use strict";' + body); } catch (e) { return rows.map(() => '?' + plain(String(e))); }
    return rows.map(row => { try { return outcome(f(row)); } catch (e) { return e instanceof RangeError && /length|stack/.test(e.message) ? 'limit' : '!'; } });
};
require('readline').createInterface({ input: process.stdin, terminal: false }).on('line', line => {
    let answers;
    try {
        answers = (0, eval)(JSON.parse(line)).join('|');
    } catch (e) {
        answers = '??' + plain(String(e));
    }
    process.stdout.write(answers + '\n');
});
