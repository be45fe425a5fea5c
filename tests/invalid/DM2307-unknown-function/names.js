function formatName(name) {
  return name.toUpperCase();
}
