import { useLingui } from '@lingui/react/macro'
import type { DayOff } from '@kopa/shared/boards/working-days.ts'
import type { Country } from '@kopa/shared/holidays/holidays.ts'
import type { HolidayName } from '@kopa/shared/holidays/names.ts'
import { useCallback, useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'

/** What a day off is called. */
export function useDayOffWords(): (off: DayOff) => string {
  const { t } = useLingui()
  const [christian, national, overseas] = [useFeastNames(), useNationalNames(), useOverseasNames()]
  return useCallback(({ title, holiday }) => {
    if (holiday === null) return title || t`Day off`
    const name = { ...christian, ...national, ...overseas }[holiday.name]
    return holiday.isInstead ? t`${name} (day in lieu)` : name
  }, [t, christian, national, overseas])
}

/** Countries as the reader's language calls them, and which part of their holidays is known here. */
export function useCountryNames(): (country: Country) => string {
  const { t } = useLingui()
  const { locale } = useLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    const parts: Partial<Record<Country, string>> = { GB: t`England and Wales`, DE: t`nationwide`, CH: t`nationwide`, ES: t`nationwide`, CA: t`federal`, US: t`federal` }
    return country => { const part = parts[country]; return part ? `${names.of(country) ?? country} (${part})` : names.of(country) ?? country }
  }, [t, locale])
}

type Feasts = 'New Year’s Day' | 'Day after New Year’s Day' | 'New Year’s Eve' | 'Epiphany' | 'Saint John the Baptist’s Day' | 'Clean Monday' | 'Maundy Thursday' | 'Good Friday' | 'Easter Sunday' | 'Easter Monday' | 'Great Prayer Day'
  | 'Ascension Day' | 'Whit Sunday' | 'Whit Monday' | 'Corpus Christi' | 'Assumption Day' | 'All Saints’ Day' | 'All Souls’ Day' | 'Immaculate Conception' | 'Christmas Eve' | 'Christmas Day' | 'Second Day of Christmas' | 'Saint Stephen’s Day' | 'Boxing Day'

function useFeastNames(): Record<Feasts, string> {
  const { t } = useLingui()
  return useMemo(() => ({
    'New Year’s Day': t`New Year’s Day`, 'Day after New Year’s Day': t`Day after New Year’s Day`, 'New Year’s Eve': t`New Year’s Eve`, Epiphany: t`Epiphany`, 'Saint John the Baptist’s Day': t`Saint John the Baptist’s Day`,
    'Clean Monday': t`Clean Monday`, 'Maundy Thursday': t`Maundy Thursday`, 'Good Friday': t`Good Friday`, 'Easter Sunday': t`Easter Sunday`, 'Easter Monday': t`Easter Monday`, 'Great Prayer Day': t`Great Prayer Day`,
    'Ascension Day': t`Ascension Day`, 'Whit Sunday': t`Whit Sunday`, 'Whit Monday': t`Whit Monday`, 'Corpus Christi': t`Corpus Christi`, 'Assumption Day': t`Assumption Day`, 'All Saints’ Day': t`All Saints’ Day`,
    'All Souls’ Day': t`All Souls’ Day`, 'Immaculate Conception': t`Immaculate Conception`, 'Christmas Eve': t`Christmas Eve`, 'Christmas Day': t`Christmas Day`, 'Second Day of Christmas': t`Second Day of Christmas`,
    'Saint Stephen’s Day': t`Saint Stephen’s Day`, 'Boxing Day': t`Boxing Day`,
  }), [t])
}

type Overseas = 'Martin Luther King Day' | 'Washington’s Birthday' | 'Memorial Day' | 'Juneteenth' | 'Columbus Day' | 'Veterans Day' | 'Thanksgiving' | 'Victoria Day' | 'Canada Day' | 'Truth and Reconciliation Day' | 'Remembrance Day'
  | 'Coming of Age Day' | 'Foundation Day' | 'Emperor’s Birthday' | 'Vernal Equinox Day' | 'Shōwa Day' | 'Greenery Day' | 'Marine Day' | 'Mountain Day' | 'Respect for the Aged Day' | 'Autumnal Equinox Day' | 'Sports Day' | 'Culture Day'
  | 'Labour Thanksgiving Day' | 'Citizens’ Holiday'

function useOverseasNames(): Record<Overseas, string> {
  const { t } = useLingui()
  return useMemo(() => ({
    'Martin Luther King Day': t`Martin Luther King Day`, 'Washington’s Birthday': t`Washington’s Birthday`, 'Memorial Day': t`Memorial Day`, Juneteenth: t`Juneteenth`, 'Columbus Day': t`Columbus Day`, 'Veterans Day': t`Veterans Day`,
    Thanksgiving: t`Thanksgiving`, 'Victoria Day': t`Victoria Day`, 'Canada Day': t`Canada Day`, 'Truth and Reconciliation Day': t`Truth and Reconciliation Day`, 'Remembrance Day': t`Remembrance Day`,
    'Coming of Age Day': t`Coming of Age Day`, 'Foundation Day': t`Foundation Day`, 'Emperor’s Birthday': t`Emperor’s Birthday`, 'Vernal Equinox Day': t`Vernal Equinox Day`, 'Shōwa Day': t`Shōwa Day`, 'Greenery Day': t`Greenery Day`,
    'Marine Day': t`Marine Day`, 'Mountain Day': t`Mountain Day`, 'Respect for the Aged Day': t`Respect for the Aged Day`, 'Autumnal Equinox Day': t`Autumnal Equinox Day`, 'Sports Day': t`Sports Day`, 'Culture Day': t`Culture Day`,
    'Labour Thanksgiving Day': t`Labour Thanksgiving Day`, 'Citizens’ Holiday': t`Citizens’ Holiday`,
  }), [t])
}

type National = Exclude<HolidayName, Feasts | Overseas>

function useNationalNames(): Record<National, string> {
  const { t } = useLingui()
  return useMemo(() => ({
    'Labour Day': t`Labour Day`, 'Mother’s Day': t`Mother’s Day`, 'Father’s Day': t`Father’s Day`, 'Women’s Day': t`Women’s Day`, 'Children’s Day': t`Children’s Day`, 'Midsummer Eve': t`Midsummer Eve`, 'Midsummer Day': t`Midsummer Day`,
    'Līgo Day': t`Līgo Day`, 'Jāņi Day': t`Jāņi Day`, 'Saint John’s Day': t`Saint John’s Day`, 'Song and Dance Festival': t`Song and Dance Festival`, 'Special Holiday': t`Special Holiday`, 'Bank Holiday': t`Bank Holiday`,
    'National Day': t`National Day`, 'Constitution Day': t`Constitution Day`, 'Independence Day': t`Independence Day`, 'Republic Day': t`Republic Day`, 'Victory Day': t`Victory Day`, 'Liberation Day': t`Liberation Day`,
    'Armistice Day': t`Armistice Day`, 'Europe Day': t`Europe Day`, 'Restoration of Independence Day': t`Restoration of Independence Day`, 'Proclamation of the Republic': t`Proclamation of the Republic`,
    'Restoration of the State Day': t`Restoration of the State Day`, 'Statehood Day': t`Statehood Day`, 'German Unity Day': t`German Unity Day`, 'King’s Day': t`King’s Day`,
    'Saints Cyril and Methodius Day': t`Saints Cyril and Methodius Day`, 'Jan Hus Day': t`Jan Hus Day`, 'Founding of Czechoslovakia': t`Founding of Czechoslovakia`, 'Freedom and Democracy Day': t`Freedom and Democracy Day`,
    'National Uprising Day': t`National Uprising Day`, 'Our Lady of Sorrows': t`Our Lady of Sorrows`, 'Freedom Day': t`Freedom Day`, 'Portugal Day': t`Portugal Day`, 'Saint Francis’ Day': t`Saint Francis’ Day`,
    'Saint Brigid’s Day': t`Saint Brigid’s Day`, 'Saint Patrick’s Day': t`Saint Patrick’s Day`, 'Defenders’ Day': t`Defenders’ Day`, 'Unification Day': t`Unification Day`, 'Saint Andrew’s Day': t`Saint Andrew’s Day`, 'Ohi Day': t`Ohi Day`,
  }), [t])
}
