/** Signs for pages about work, each with the words it is found by, whatever the language of the screen. */
const offered = [
  '🚀 rocket launch start raķete palaišana', '🎯 target goal objective mērķis', '📈 chart growth up izaugsme diagramma', '📉 chart down kritums diagramma', '📊 bars report chart atskaite diagramma', '💼 briefcase business bizness portfelis',
  '🤝 handshake partner deal sadarbība partneris rokasspiediens', '📅 calendar date kalendārs datums', '🗓️ calendar month plan kalendārs mēnesis plāns', '⏰ alarm clock deadline termiņš modinātājs', '⏳ hourglass waiting gaida smilšu pulkstenis', '✅ done check yes gatavs izdarīts',
  '☑️ checkbox task uzdevums', '❌ no cross cancelled nē atcelts', '⚠️ warning risk brīdinājums risks', '🛑 stop blocked apstāties', '❗ important svarīgi', '❓ question faq jautājums', '💡 idea tip ideja padoms', '📌 pin important piespraude svarīgi', '📍 place location vieta',
  '📝 note memo notes piezīmes', '📄 page document lapa dokuments', '📋 clipboard list saraksts', '📁 folder mape', '🗂️ dividers archive kartotēka', '📚 books library wiki grāmatas', '📖 book guide handbook grāmata rokasgrāmata', '📰 news ziņas', '📣 megaphone campaign marketing kampaņa mārketings', '📢 announcement paziņojums',
  '💬 speech chat meeting saruna', '🗣️ speaking meeting runā sapulce', '👥 people team cilvēki komanda', '🧑‍💻 developer person izstrādātājs', '👋 wave welcome sveiki', '🙌 hands celebrate', '👏 applause aplausi', '👍 thumbs up yes labi', '🧠 brain thinking smadzenes', '👀 eyes review acis skatīt',
  '💰 money budget nauda budžets', '💶 euro budget eiro budžets', '💳 card payment karte maksājums', '🧾 receipt invoice rēķins čeks', '⚖️ law legal scales likums juridisks svari', '✍️ sign writing paraksts rakstīt', '🔏 signed lock paraksts', '🔒 lock private slepens slēdzene', '🔓 unlock open atvērts', '🔑 key access atslēga', '🛡️ shield security drošība vairogs',
  '🔧 wrench tool rīks atslēga', '🛠️ tools build rīki', '⚙️ gear settings iestatījumi zobrats', '🔩 bolt skrūve', '🧰 toolbox instrumenti', '🔌 plug integration spraudnis integrācija', '🔗 link saite', '🧩 puzzle part integration mīkla', '🧪 test experiment tests', '🔬 research pētījums mikroskops', '🔭 vision telescope', '💻 laptop computer dators', '📱 phone mobile tālrunis', '🖥️ screen dators ekrāns',
  '🌍 world europe pasaule', '🌐 web globe tīmeklis', '🗺️ map roadmap karte ceļvedis', '🧭 compass direction kompass', '🏁 finish flag finišs', '🚩 flag milestone karogs atskaites punkts', '🏆 trophy win uzvara kauss', '🥇 first medal pirmais medaļa', '⭐ star zvaigzne', '🌟 star highlight zvaigzne', '🔥 fire hot uguns', '⚡ fast energy enerģija zibens', '💎 diamond value vērtība', '🎉 party celebrate svinības', '🎁 gift dāvana', '🎨 design art dizains', '🎬 film video', '📷 photo foto', '🎓 training onboarding apmācība', '🎤 talk event pasākums',
  '🏢 office company uzņēmums birojs', '🏭 factory rūpnīca', '🏠 home house māja', '🏗️ construction celtniecība', '🚢 ship shipping kuģis', '🚚 truck delivery piegāde', '✈️ plane travel ceļojums', '🚗 car auto', '📦 package product paka produkts', '🛒 cart sales pārdošana', '🏷️ tag price cena', '📞 call phone zvans', '✉️ mail e-mail vēstule e-pasts', '📬 mailbox pastkaste', '🔔 bell notification zvans', '🔍 search find meklēt', '🔄 repeat sync atkārtot', '➡️ arrow next bulta', '🌱 plant growth augs', '🌳 tree koks', '☀️ sun saule', '🌧️ rain lietus', '❄️ snow winter sniegs ziema', '🍀 luck veiksme', '☕ coffee break kafija', '🍕 pizza lunch pica', '🥂 toast celebrate', '🐞 bug error kļūda', '🤖 robot ai robots', '👑 crown kronis', '❤️ heart sirds', '💙 blue heart sirds', '💚 green heart sirds', '🔴 red sarkans', '🟠 orange oranžs', '🟡 yellow dzeltens', '🟢 green zaļš', '🔵 blue zils', '🟣 purple violets', '⚫ black melns', '⚪ white balts', '🇱🇻 latvia latvija', '🇱🇹 lithuania lietuva', '🇪🇪 estonia igaunija', '🇪🇺 europe eiropa', '🇩🇪 germany vācija', '🇩🇰 denmark dānija', '🇫🇮 finland somija', '🇸🇪 sweden zviedrija', '🇳🇴 norway norvēģija', '🇵🇱 poland polija', '🇬🇧 britain lielbritānija', '🇺🇸 america amerika',
].map(line => ({ emoji: line.slice(0, line.indexOf(' ')), words: plain(line) }))

/** Those whose words begin with what was typed. */
export function findEmojis(typed: string): string[] {
  const asked = plain(typed).split(/\s+/).filter(Boolean)
  return offered.filter(({ words }) => asked.every(word => words.includes(` ${word}`))).map(({ emoji }) => emoji)
}

/** Small letters without diacritics. */
function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}
