// (555) 123-4567, 555-123-4567, 555.123.4567 and 5551234567 become +1-555-123-4567; any other number stays as it is.
function formatPhone(phone) {
  if (phone === null) return null;
  var digits = phone.replace(/[^0-9]/g, '');
  if (digits.length !== 10) return phone;
  return '+1-' + digits.slice(0, 3) + '-' + digits.slice(3, 6) + '-' + digits.slice(6);
}
