function clean(x) {
  return x.trim();
}
