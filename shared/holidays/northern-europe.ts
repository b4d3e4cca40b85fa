import { dayOf, weekdayFrom, weekdayOf } from './days.ts'
import { easter, except, fixed, from, holidaysBy, last, nth, once, since, until, withNextWorkday } from './rules.ts'

/**
 * Latvia: law "Par svētku, atceres un atzīmējamām dienām" (3 October 1990), section 1, as amended until 2023. The closing day of the
 * Song and Dance Festival is a holiday in its years; those of coming festivals are added when they are announced. Moving of working
 * days by the Cabinet (a bridge day that is worked on a Saturday) holds for the state only and is not here.
 */
export const latvia = withNextWorkday(['Restoration of Independence Day', 'Song and Dance Festival', 'Proclamation of the Republic'], holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), easter('Easter Sunday', 0), easter('Easter Monday', 1),
  fixed('Labour Day', 5, 1), fixed('Restoration of Independence Day', 5, 4), nth('Mother’s Day', 2, 7, 5), easter('Whit Sunday', 49),
  fixed('Līgo Day', 6, 23), fixed('Jāņi Day', 6, 24), fixed('Proclamation of the Republic', 11, 18),
  fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26), fixed('New Year’s Eve', 12, 31),
  once(2023, 'Special Holiday', 5, 29), once(2023, 'Song and Dance Festival', 7, 9),
]))

/** Lithuania: Labour Code (Darbo kodeksas) of 2016, article 123. */
export const lithuania = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Restoration of the State Day', 2, 16), fixed('Restoration of Independence Day', 3, 11), easter('Easter Sunday', 0), easter('Easter Monday', 1),
  fixed('Labour Day', 5, 1), nth('Mother’s Day', 1, 7, 5), nth('Father’s Day', 1, 7, 6), fixed('Saint John’s Day', 6, 24), fixed('Statehood Day', 7, 6),
  fixed('Assumption Day', 8, 15), fixed('All Saints’ Day', 11, 1), since(2020, fixed('All Souls’ Day', 11, 2)),
  fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Estonia: Public Holidays and Days of National Importance Act (Pühade ja tähtpäevade seadus), §§ 1 and 2. */
export const estonia = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Independence Day', 2, 24), easter('Good Friday', -2), easter('Easter Sunday', 0), fixed('Labour Day', 5, 1), easter('Whit Sunday', 49),
  fixed('Victory Day', 6, 23), fixed('Midsummer Day', 6, 24), fixed('Restoration of Independence Day', 8, 20),
  fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Finland: days that are no weekdays by the Annual Holidays Act (Vuosilomalaki 162/2005), § 4: church holidays, Independence Day, 1 May and the eves. */
export const finland = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Good Friday', -2), easter('Easter Sunday', 0), easter('Easter Monday', 1), fixed('Labour Day', 5, 1),
  easter('Ascension Day', 39), easter('Whit Sunday', 49), from('Midsummer Eve', 5, 6, 19), from('Midsummer Day', 6, 6, 20), from('All Saints’ Day', 6, 10, 31),
  fixed('Independence Day', 12, 6), fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Sweden: Lag (1989:253) om allmänna helgdagar; the eves that § 3 a of Semesterlagen (1977:480) treats as Sundays. */
export const sweden = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Good Friday', -2), easter('Easter Sunday', 0), easter('Easter Monday', 1), fixed('Labour Day', 5, 1),
  easter('Ascension Day', 39), fixed('National Day', 6, 6), easter('Whit Sunday', 49), from('Midsummer Eve', 5, 6, 19), from('Midsummer Day', 6, 6, 20), from('All Saints’ Day', 6, 10, 31),
  fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26), fixed('New Year’s Eve', 12, 31),
])

/** Norway: Lov om helligdager og helligdagsfred (1995), § 2; Lov om 1. og 17. mai som høgtidsdager (1947). */
export const norway = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Maundy Thursday', -3), easter('Good Friday', -2), easter('Easter Sunday', 0), easter('Easter Monday', 1), fixed('Labour Day', 5, 1),
  fixed('Constitution Day', 5, 17), easter('Ascension Day', 39), easter('Whit Sunday', 49), easter('Whit Monday', 50), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Denmark: holidays of the church (helligdage); Great Prayer Day was one until law no. 214 of 6 March 2023. Constitution Day is half a day by agreement and not here. */
export const denmark = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Maundy Thursday', -3), easter('Good Friday', -2), easter('Easter Sunday', 0), easter('Easter Monday', 1), until(2023, easter('Great Prayer Day', 26)),
  easter('Ascension Day', 39), easter('Whit Sunday', 49), easter('Whit Monday', 50), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/**
 * Ireland: Organisation of Working Time Act 1997, second schedule; St Brigid's Day since S.I. 50/2022: the first Monday of February, or the
 * 1st where that is a Friday. What falls on a weekend is made good by the employer in one of several ways, and moves no day by law.
 */
export const ireland = holidaysBy([
  fixed('New Year’s Day', 1, 1),
  since(2023, { name: 'Saint Brigid’s Day', dayIn: year => brigidsDay(dayOf(year, 2, 1)) }),
  once(2022, 'Special Holiday', 3, 18), fixed('Saint Patrick’s Day', 3, 17), easter('Easter Monday', 1), nth('Bank Holiday', 1, 1, 5), nth('Bank Holiday', 1, 1, 6), nth('Bank Holiday', 1, 1, 8),
  last('Bank Holiday', 1, 10), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

const brigidsDay = (first: number): number => (weekdayOf(first) === 5 ? first : weekdayFrom(1, first))

/**
 * England and Wales: Banking and Financial Dealings Act 1971, schedule 1, and the proclamations under it, as gov.uk/bank-holidays lists
 * them: what falls on a weekend is made good on the next weekday that is free of others.
 */
export const unitedKingdom = withNextWorkday(['New Year’s Day', 'Christmas Day', 'Boxing Day'], holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), easter('Easter Monday', 1), except({ 2020: [5, 8] }, nth('Bank Holiday', 1, 1, 5)), once(2023, 'Special Holiday', 5, 8),
  except({ 2022: [6, 2] }, last('Bank Holiday', 1, 5)), once(2022, 'Special Holiday', 6, 3), last('Bank Holiday', 1, 8), once(2022, 'Special Holiday', 9, 19),
  fixed('Christmas Day', 12, 25), fixed('Boxing Day', 12, 26),
]))
