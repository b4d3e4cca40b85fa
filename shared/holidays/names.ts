/**
 * What holidays are called, in English: so they stand in files for other programs. Screens translate them
 * (client/boards/use-holiday-words.ts). What the same day of two countries means to both has one name.
 */
export const holidayNames = [
  'New Year’s Day', 'Day after New Year’s Day', 'New Year’s Eve', 'Epiphany', 'Saint John the Baptist’s Day',
  'Clean Monday', 'Maundy Thursday', 'Good Friday', 'Easter Sunday', 'Easter Monday', 'Great Prayer Day', 'Ascension Day', 'Whit Sunday', 'Whit Monday', 'Corpus Christi',
  'Assumption Day', 'All Saints’ Day', 'All Souls’ Day', 'Immaculate Conception', 'Christmas Eve', 'Christmas Day', 'Second Day of Christmas', 'Saint Stephen’s Day', 'Boxing Day',
  'Labour Day', 'Mother’s Day', 'Father’s Day', 'Women’s Day', 'Children’s Day', 'Midsummer Eve', 'Midsummer Day', 'Līgo Day', 'Jāņi Day', 'Saint John’s Day',
  'Song and Dance Festival', 'Special Holiday', 'Bank Holiday', 'National Day', 'Constitution Day', 'Independence Day', 'Republic Day', 'Victory Day', 'Liberation Day', 'Armistice Day', 'Europe Day',
  'Restoration of Independence Day', 'Proclamation of the Republic', 'Restoration of the State Day', 'Statehood Day', 'German Unity Day', 'King’s Day',
  'Saints Cyril and Methodius Day', 'Jan Hus Day', 'Founding of Czechoslovakia', 'Freedom and Democracy Day', 'National Uprising Day', 'Our Lady of Sorrows',
  'Freedom Day', 'Portugal Day', 'Saint Francis’ Day', 'Saint Brigid’s Day', 'Saint Patrick’s Day', 'Defenders’ Day', 'Unification Day', 'Saint Andrew’s Day', 'Ohi Day',
  'Martin Luther King Day', 'Washington’s Birthday', 'Memorial Day', 'Juneteenth', 'Columbus Day', 'Veterans Day', 'Thanksgiving', 'Victoria Day', 'Canada Day', 'Truth and Reconciliation Day', 'Remembrance Day',
  'Coming of Age Day', 'Foundation Day', 'Emperor’s Birthday', 'Vernal Equinox Day', 'Shōwa Day', 'Greenery Day', 'Marine Day', 'Mountain Day', 'Respect for the Aged Day', 'Autumnal Equinox Day',
  'Sports Day', 'Culture Day', 'Labour Thanksgiving Day', 'Citizens’ Holiday',
] as const

export type HolidayName = (typeof holidayNames)[number]
