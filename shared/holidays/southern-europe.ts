import { easter, except, fixed, holidaysBy, orthodox, since } from './rules.ts'

/** Spain: Real Decreto 2001/1983, article 45: the ten days that all autonomous communities have. Theirs, and those of towns, are not here. */
export const spain = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Good Friday', -2), fixed('Labour Day', 5, 1), fixed('Assumption Day', 8, 15), fixed('National Day', 10, 12),
  fixed('All Saints’ Day', 11, 1), fixed('Constitution Day', 12, 6), fixed('Immaculate Conception', 12, 8), fixed('Christmas Day', 12, 25),
])

/** Portugal: Código do Trabalho, article 234. */
export const portugal = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), easter('Easter Sunday', 0), fixed('Freedom Day', 4, 25), fixed('Labour Day', 5, 1), easter('Corpus Christi', 60), fixed('Portugal Day', 6, 10),
  fixed('Assumption Day', 8, 15), fixed('Republic Day', 10, 5), fixed('All Saints’ Day', 11, 1), fixed('Restoration of Independence Day', 12, 1), fixed('Immaculate Conception', 12, 8), fixed('Christmas Day', 12, 25),
])

/** Italy: Legge 27 maggio 1949, n. 260, articles 1 and 2; 4 October since Legge 8 ottobre 2025, n. 151. */
export const italy = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Easter Sunday', 0), easter('Easter Monday', 1), fixed('Liberation Day', 4, 25), fixed('Labour Day', 5, 1), fixed('Republic Day', 6, 2),
  fixed('Assumption Day', 8, 15), since(2026, fixed('Saint Francis’ Day', 10, 4)), fixed('All Saints’ Day', 11, 1), fixed('Immaculate Conception', 12, 8), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

/**
 * Greece: royal decree 748/1966, article 4, with laws 4468/2017, 4554/2018 and 4808/2021 (article 60); Clean Monday, Good Friday and Whit Monday
 * as everybody keeps them. 1 May within Holy Week or on Easter is moved by a decree of its year; those of years to come are not known.
 */
export const greece = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), orthodox('Clean Monday', -48), fixed('Independence Day', 3, 25), orthodox('Good Friday', -2), orthodox('Easter Sunday', 0), orthodox('Easter Monday', 1),
  except({ 2021: [5, 4], 2024: [5, 7] }, fixed('Labour Day', 5, 1)), orthodox('Whit Monday', 50), fixed('Assumption Day', 8, 15), fixed('Ohi Day', 10, 28), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])
