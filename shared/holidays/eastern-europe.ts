import { easter, except, fixed, holidaysBy, orthodox, since, until, when, withNextWorkday } from './rules.ts'

/** Poland: Ustawa z dnia 18 stycznia 1951 r. o dniach wolnych od pracy, article 1; Christmas Eve since 2025. */
export const poland = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Easter Sunday', 0), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), fixed('Constitution Day', 5, 3), easter('Whit Sunday', 49), easter('Corpus Christi', 60),
  fixed('Assumption Day', 8, 15), fixed('All Saints’ Day', 11, 1), fixed('Independence Day', 11, 11), since(2025, fixed('Christmas Eve', 12, 24)), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])

/** Czechia: Zákon č. 245/2000 Sb., §§ 1 and 2. */
export const czechia = holidaysBy([
  fixed('New Year’s Day', 1, 1), easter('Good Friday', -2), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), fixed('Victory Day', 5, 8), fixed('Saints Cyril and Methodius Day', 7, 5), fixed('Jan Hus Day', 7, 6),
  fixed('Statehood Day', 9, 28), fixed('Founding of Czechoslovakia', 10, 28), fixed('Freedom and Democracy Day', 11, 17),
  fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

/**
 * Slovakia: Zákon č. 241/1993 Z. z., §§ 1 and 2. They remain holidays, but are worked on: 1 September since 2024, 17 November since 2025, and
 * in 2026 alone 8 May and 15 September.
 */
export const slovakia = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Epiphany', 1, 6), easter('Good Friday', -2), easter('Easter Monday', 1), fixed('Labour Day', 5, 1), when(year => year !== 2026, fixed('Victory Day', 5, 8)),
  fixed('Saints Cyril and Methodius Day', 7, 5), fixed('National Uprising Day', 8, 29), until(2023, fixed('Constitution Day', 9, 1)), when(year => year !== 2026, fixed('Our Lady of Sorrows', 9, 15)),
  fixed('All Saints’ Day', 11, 1), until(2024, fixed('Freedom and Democracy Day', 11, 17)), fixed('Christmas Eve', 12, 24), fixed('Christmas Day', 12, 25), fixed('Saint Stephen’s Day', 12, 26),
])

/**
 * Ukraine: Labour Code (Кодекс законів про працю), article 73, with law 3258-IX of 2023; article 67: a weekend's holiday frees the next working
 * day. Under martial law companies need not keep them (law 2136-IX, article 6): who works on them chooses no country, or says so day by day.
 */
export const ukraine = withNextWorkday('all', holidaysBy([
  fixed('New Year’s Day', 1, 1), until(2023, fixed('Christmas Day', 1, 7)), fixed('Women’s Day', 3, 8), orthodox('Easter Sunday', 0), fixed('Labour Day', 5, 1), orthodox('Whit Sunday', 49),
  except({ 2020: [5, 9], 2021: [5, 9], 2022: [5, 9], 2023: [5, 9] }, fixed('Victory Day', 5, 8)), fixed('Constitution Day', 6, 28), since(2022, except({ 2022: [7, 28], 2023: [7, 28] }, fixed('Statehood Day', 7, 15))),
  fixed('Independence Day', 8, 24), except({ 2020: [10, 14], 2021: [10, 14], 2022: [10, 14] }, fixed('Defenders’ Day', 10, 1)), fixed('Christmas Day', 12, 25),
]))

/** Romania: Codul muncii (Legea 53/2003), article 139; 6 and 7 January since Legea 52/2023. */
export const romania = holidaysBy([
  fixed('New Year’s Day', 1, 1), fixed('Day after New Year’s Day', 1, 2), since(2024, fixed('Epiphany', 1, 6)), since(2024, fixed('Saint John the Baptist’s Day', 1, 7)), fixed('Unification Day', 1, 24),
  orthodox('Good Friday', -2), orthodox('Easter Sunday', 0), orthodox('Easter Monday', 1), fixed('Labour Day', 5, 1), fixed('Children’s Day', 6, 1), orthodox('Whit Sunday', 49), orthodox('Whit Monday', 50),
  fixed('Assumption Day', 8, 15), fixed('Saint Andrew’s Day', 11, 30), fixed('National Day', 12, 1), fixed('Christmas Day', 12, 25), fixed('Second Day of Christmas', 12, 26),
])
