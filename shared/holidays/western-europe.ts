import { dayOf, weekdayOf } from './days.ts'
import { easter, fixed, holidaysBy, since, when } from './rules.ts'

/** Germany: what is a holiday by the laws of all sixteen Länder; 3 October by article 2 of the Unification Treaty. Those of single Länder are not here. */
export const germany = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), easter('Ascension Day', 39), easter('Whit Monday', 50),
  fixed('German Unity Day', 10, 3), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Austria: Arbeitsruhegesetz (BGBl. 144/1983), § 7 (2). */
export const austria = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), easter('Ascension Day', 39), easter('Whit Monday', 50), easter('Corpus Christi', 60),
  fixed('Assumption Day', 8, 15), fixed('National Day', 10, 26), fixed('All Saints’ Day', 11, 1), fixed('Immaculate Conception', 12, 8), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

/** Switzerland: 1 August by article 110 (3) of the Federal Constitution, and the three days that all cantons keep (Federal Office of Justice, list of statutory holidays). */
export const switzerland = holidaysBy([fixed('New Year’s Day', 1, 1), easter('Ascension Day', 39), fixed('National Day', 8, 1), fixed('Christmas Day', 12, 25)])

/**
 * Netherlands: Algemene termijnenwet, article 3, less Good Friday and less Liberation Day but for every fifth year: those two are days like
 * others in most collective agreements. King's Day is a day earlier when it falls on a Sunday.
 */
export const netherlands = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Easter Sunday', 0), easter('Easter Monday', 1), { name: 'King’s Day', dayIn: year => notOnSunday(dayOf(year, 4, 27)) },
  when(year => year % 5 === 0, fixed('Liberation Day', 5, 5)), easter('Ascension Day', 39), easter('Whit Sunday', 49), easter('Whit Monday', 50), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

const notOnSunday = (day: number): number => (weekdayOf(day) === 7 ? day - 1 : day)

/** Belgium: royal decree of 18 April 1974, article 1. A holiday on a weekend is made good on a day that each company chooses: it stands among the company's own. */
export const belgium = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), easter('Ascension Day', 39), easter('Whit Monday', 50), fixed('National Day', 7, 21),
  fixed('Assumption Day', 8, 15), fixed('All Saints’ Day', 11, 1), fixed('Armistice Day', 11, 11), fixed('Christmas Day', 12, 25),
])

/** Luxembourg: Code du travail, article L. 232-2. */
export const luxembourg = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), since(2019, fixed('Europe Day', 5, 9)), easter('Ascension Day', 39), easter('Whit Monday', 50),
  fixed('National Day', 6, 23), fixed('Assumption Day', 8, 15), fixed('All Saints’ Day', 11, 1), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

/** France: Code du travail, article L. 3133-1. Alsace and Moselle have two more. */
export const france = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), fixed('Victory Day', 5, 8), easter('Ascension Day', 39), easter('Whit Monday', 50), fixed('National Day', 7, 14),
  fixed('Assumption Day', 8, 15), fixed('All Saints’ Day', 11, 1), fixed('Armistice Day', 11, 11), fixed('Christmas Day', 12, 25),
])
