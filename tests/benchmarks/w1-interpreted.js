// The phone and level rules of W1, with the digits gathered by an object that has a prototype: nothing but the interpreter runs that.
function Digits(text) {
    this.all = text.replace(/[^0-9]/g, '');
}

Digits.prototype.toPhone = function () {
    var d = this.all;
    return d.length === 10 ? '+1-' + d.substr(0, 3) + '-' + d.substr(3, 3) + '-' + d.substr(6) : d;
};

function phone(text) {
    return new Digits(text).toPhone();
}

function Level(text) {
    this.name = text === 'GOLD' ? 'Vip' : text === 'SILVER' ? 'Premium' : 'Regular';
}

function level(text) {
    return new Level(text).name;
}
