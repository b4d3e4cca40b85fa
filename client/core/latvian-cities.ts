/** Cities of time zones whose Latvian name is another; `Intl` names zones and countries, not cities. */
export const latvianCities: Readonly<Record<string, string>> = {
  'Amsterdam': 'Amsterdama', 'Athens': 'Atēnas', 'Auckland': 'Oklenda', 'Baghdad': 'Bagdāde', 
  'Bangkok': 'Bangkoka', 'Beirut': 'Beirūta', 'Belgrade': 'Belgrada', 'Berlin': 'Berlīne', 
  'Brussels': 'Brisele', 'Bucharest': 'Bukareste', 'Budapest': 'Budapešta', 'Buenos Aires': 'Buenosairesa', 'Busingen': 'Bīzingene',
  'Cairo': 'Kaira', 'Chicago': 'Čikāga', 'Chisinau': 'Kišiņeva', 'Copenhagen': 'Kopenhāgena', 'Dakar': 'Dakara', 'Denver': 'Denvera',
  'Detroit': 'Detroita', 'Dubai': 'Dubaija', 'Dublin': 'Dublina', 'Gibraltar': 'Gibraltārs', 'Guernsey': 'Gērnsija', 
  'Hong Kong': 'Honkonga', 'Isle of Man': 'Menas sala', 'Istanbul': 'Stambula', 'Jakarta': 'Džakarta',
  'Jerusalem': 'Jeruzaleme', 'Johannesburg': 'Johannesburga', 'Kaliningrad': 'Kaļiņingrada', 'Karachi': 'Karāči', 'Kiev': 'Kijiva',
  'Kyiv': 'Kijiva', 'Lagos': 'Lagosa', 'Lisbon': 'Lisabona', 'Ljubljana': 'Ļubļana', 'London': 'Londona', 'Los Angeles': 'Losandželosa',
  'Luxembourg': 'Luksemburga', 'Madrid': 'Madride', 'Melbourne': 'Melburna', 'Mexico City': 'Mehiko',
  'Minsk': 'Minska', 'Monaco': 'Monako', 'Moscow': 'Maskava', 'New York': 'Ņujorka',
  'Nicosia': 'Nikosija', 'Paris': 'Parīze', 'Prague': 'Prāga', 'Reykjavik': 'Reikjavika',
  'Riga': 'Rīga', 'Rome': 'Roma', 'San Marino': 'Sanmarīno', 'Santiago': 'Santjago', 'Sao Paulo': 'Sanpaulu',
  'Sarajevo': 'Sarajeva', 'Seoul': 'Seula', 'Shanghai': 'Šanhaja', 'Singapore': 'Singapūra', 'Sofia': 'Sofija',
  'Stockholm': 'Stokholma', 'Sydney': 'Sidneja', 'Tallinn': 'Tallina', 'Tehran': 'Teherāna', 'Tirane': 'Tirāna',
  'Tokyo': 'Tokija', 'Vaduz': 'Vaduca', 'Vancouver': 'Vankūvera', 'Vatican': 'Vatikāns', 'Vienna': 'Vīne',
  'Vilnius': 'Viļņa', 'Warsaw': 'Varšava', 'Zagreb': 'Zagreba', 'Zurich': 'Cīrihe',
}
