function clean(x) {
  return x;
}
