// Scripts as people write them who know today's JavaScript and nothing of this engine. Each runs compiled and gives what Node.js gives,
// or is refused with a message that has the words behind "refused:".

//// phone, digits only
row.phone.replace(/\D/g, '')

//// phone, formatted
const digits = row.phone.replace(/[^\d]/g, '');
return digits.length === 10 ? `+1-${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}` : null;

//// phone by groups
const match = row.phone.match(/\(?(\d{3})\)?[\s.-]*(\d{3})[\s.-]*(\d{4})/);
if (!match) return null;
const [, area, exchange, line] = match;
return `${area}-${exchange}-${line}`;

//// phone by named groups
const { groups } = /(?<area>\d{3})\D+(?<exchange>\d{3})\D+(?<line>\d{4})/.exec(row.phone) ?? {};
return groups ? `${groups.area}.${groups.exchange}.${groups.line}` : '';

//// name in title case
row.name.trim().toLowerCase().split(/\s+/).map(w => w[0].toUpperCase() + w.slice(1)).join(' ')

//// name in title case, by replace
row.name.toLowerCase().replace(/\b\w/g, c => c.toUpperCase()).trim()

//// last name first
const parts = row.name.trim().split(/\s+/);
const last = parts.pop();
return [last, ...parts].join(', ');

//// initials
row.name.trim().split(/\s+/).map(([first]) => first.toUpperCase()).join('')

//// e-mail, cleaned
row.email?.trim().toLowerCase() ?? null

//// e-mail, its domain
const [, domain = 'unknown'] = (row.email || '').split('@');
return domain;

//// e-mail, judged
const isValid = (mail) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(mail);
return isValid(row.email) ? row.email : null;

//// e-mail, masked
row.email.replace(/^(.)(.*)(@.*)$/, (_, a, b, c) => a + '*'.repeat(b.length) + c)

//// date, turned round
const [m, d, y] = row.date.split('/');
return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;

//// date to ISO
new Date(row.date).toISOString().slice(0, 10)

//// age in years
const born = new Date(row.date);
const at = new Date('2026-11-22');
let age = at.getFullYear() - born.getFullYear();
if (at.getMonth() < born.getMonth() || (at.getMonth() === born.getMonth() && at.getDate() < born.getDate())) age--;
return age;

//// days between
Math.round((new Date('2026-01-01') - new Date(row.date)) / (1000 * 60 * 60 * 24))

//// quarter
'Q' + (Math.floor(new Date(row.date).getMonth() / 3) + 1)

//// end of month
const d = new Date(row.date);
return new Date(d.getFullYear(), d.getMonth() + 1, 0).toISOString().split('T')[0];

//// add thirty days
const d = new Date(row.date);
d.setDate(d.getDate() + 30);
return d.toISOString().substring(0, 10);

//// date, judged
const d = new Date(row.name);
return Number.isNaN(d.getTime()) ? null : d.toISOString();

//// weekday
['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][new Date(row.date).getDay()]

//// money to a number
parseFloat(row.price.replace(/[$,]/g, ''))

//// money in cents
Math.round(Number(row.price.replace(/[^0-9.-]+/g, '')) * 100)

//// money with two places
Number(row.price.replaceAll(',', '').replace('$', '')).toFixed(2)

//// money with thousands
row.amount.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

//// address, its parts
const [street, city, state] = row.address.split(',').map(s => s.trim());
return { street, city, state };

//// address, zip code
row.address.match(/\b\d{5}(?:-\d{4})?\b/)?.[0] ?? null

//// code, padded
String(row.id).padStart(8, '0')

//// code, prefixed
`CUST-${row.id.toString().padStart(6, '0')}`

//// code by a table
const levels = { GOLD: 'Vip', SILVER: 'Premium' };
return levels[row.level] ?? 'Regular';

//// code by a switch
switch (row.level?.toUpperCase()) {
    case 'GOLD': return 1;
    case 'SILVER': return 2;
    default: return 3;
}

//// nested ternaries
row.amount > 1000 ? 'high' : row.amount > 100 ? 'mid' : 'low'

//// first that is there
row.nothing ?? row.email ?? 'none'

//// tags, sorted
row.tags.split(',').map(t => t.trim()).filter(Boolean).sort().join('|')

//// tags, once each, by Set
[...new Set(row.tags.split(',').map(t => t.trim()))].join(',')

//// tags, counted by reduce
const counts = row.tags.split(',').reduce((acc, t) => {
    acc[t] = (acc[t] || 0) + 1;
    return acc;
}, {});
return JSON.stringify(counts);

//// tags, counted by Map
const counts = new Map();
for (const t of row.tags.split(',')) counts.set(t, (counts.get(t) ?? 0) + 1);
return counts.size;

//// entries of an object
Object.entries({ a: 1, b: 2 }).map(([k, v]) => `${k}=${v}`).join('&')

//// query string from an object
const o = { name: row.name.trim(), mail: row.email };
return Object.keys(o).map(k => `${encodeURIComponent(k)}=${encodeURIComponent(o[k])}`).join('&');

//// spread of objects
const base = { active: true, level: 'none' };
return { ...base, level: row.level };

//// parameters with defaults
const label = (text, { upper = false, suffix = '' } = {}) => (upper ? text.toUpperCase() : text) + suffix;
return label(row.level, { upper: true, suffix: '!' });

//// slug
row.name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().trim().replace(/[^a-z0-9]+/g, '-')

//// every and some
row.tags.split(',').every(t => t.length > 0) && row.tags.split(',').some(t => t === 'b')

//// find
row.tags.split(',').find(t => t.startsWith('c')) ?? 'none'

//// checksum in a loop
let sum = 0;
for (let i = 0; i < row.phone.length; i++) {
    const n = parseInt(row.phone[i], 10);
    if (isNaN(n)) continue;
    sum += i % 2 === 0 ? n * 2 : n;
}
return sum % 10;

//// hash
let hash = 0;
for (const c of row.name) hash = ((hash << 5) - hash + c.charCodeAt(0)) | 0;
return hash;

//// last element
row.tags.split(',').at(-1)

//// JSON in a column
JSON.parse('{"a":{"b":[1,2,3]}}')?.a?.b?.[1] ?? 0

//// error thrown and caught
try {
    JSON.parse(row.name);
    return 'json';
} catch {
    return 'text';
}

//// range of numbers
Array.from({ length: 5 }, (_, i) => i * 2).join()

//// flat and includes
[[1, 2], [3]].flat().includes(3)

//// function declared below
return twice(row.amount);
function twice(x) { return x * 2; }

//// number with separators
row.amount * 1_000

//// power
2 ** 10 + row.amount

//// logical assignment
let level = row.nothing;
level ??= 'none';
return level;

//// matchAll
[...row.phone.matchAll(/\d+/g)].map(m => m[0]).join('-')

//// class
// refused: class
class Cleaner { clean(s) { return s.trim(); } }
return new Cleaner().clean(row.name);

//// async
// refused: nothing to wait for
const clean = async s => s.trim();
return await clean(row.name);

//// generator
// refused: generator
function* parts() { yield row.name; }
return [...parts()].join();

//// Intl
// refused: Intl
new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(row.amount)

//// BigInt
// refused: BigInt
BigInt(row.id) * 2

//// big integer literal
// refused: big integer
10n ** 20n

//// Symbol
// refused: Symbol
Symbol(row.name).toString()

//// console
// refused: console
console.log(row.name); return row.name;

//// require
// refused: scripts
const _ = require('lodash'); return _.capitalize(row.name);

//// import
// refused: scripts
import { clean } from './clean.js'; return clean(row.name);

//// export
// refused: scripts
export default row => row.name;

//// fetch
// refused: fetch
fetch('https://example.org/' + row.id)

//// a field that is not there
// refused: did you mean 'phone'
row.phon.trim()

//// assignment to the row
// refused: read-only
row.name = row.name.trim(); return row.name;

//// eval
// refused: eval
eval('1 + 1')
