var levels = null;
var first = levels.first;

function level(name) {
  return first + name;
}
