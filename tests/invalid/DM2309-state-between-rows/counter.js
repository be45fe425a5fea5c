var count = 0;

function number(name) {
  count = count + 1;
  return name + count;
}
