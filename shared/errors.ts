import type { Language } from './languages.ts'

/**
 * Every mistake a user can make, with what to say about it. Closed: a new mistake gets a new code here.
 * Sentences say what happened, what was kept, what to do; {name} is filled from `details`.
 */
export const errorTable = {
  invalid: { status: 422, en: 'Some of this is missing or not valid: {fields}.', lv: 'Daļa no ievadītā trūkst vai nav derīga: {fields}.' },
  malformed: { status: 400, en: 'This request could not be read.', lv: 'Šo pieprasījumu neizdevās nolasīt.' },
  signInNeeded: { status: 401, en: 'Please sign in.', lv: 'Lūdzu, pierakstieties.' },
  wrongCredentials: { status: 401, en: 'The e-mail address or the password is not right.', lv: 'E-pasta adrese vai parole nav pareiza.' },
  wrongPassword: { status: 422, en: 'Your current password is not right. Nothing was changed.', lv: 'Pašreizējā parole nav pareiza. Nekas netika mainīts.' },
  forbidden: { status: 403, en: 'Your role does not allow this. An administrator of your company can change that.', lv: 'Jūsu loma to neatļauj. To var mainīt jūsu uzņēmuma administrators.' },
  foreignOrigin: { status: 403, en: 'This request came from another site and was refused.', lv: 'Šis pieprasījums nāca no citas vietnes un tika noraidīts.' },
  notFound: { status: 404, en: 'This does not exist, or you may not see it.', lv: 'Tas neeksistē, vai arī jums nav tiesību to redzēt.' },
  emailTaken: { status: 409, en: 'This address cannot be used for a new account. If it is yours, sign in.', lv: 'Ar šo adresi nevar izveidot jaunu kontu. Ja tā ir jūsu adrese, pierakstieties.' },
  invitationExpired: { status: 410, en: 'This invitation has expired. Ask the person who sent it for a new one.', lv: 'Šī uzaicinājuma termiņš ir beidzies. Palūdziet sūtītājam jaunu.' },
  invitationUsed: { status: 410, en: 'This invitation has already been used. Each one works once: ask for a new one.', lv: 'Šis uzaicinājums jau ir izmantots. Katrs der vienu reizi: palūdziet jaunu.' },
  invitationWithdrawn: { status: 410, en: 'This invitation has been withdrawn. Ask the person who sent it.', lv: 'Šis uzaicinājums ir atsaukts. Sazinieties ar sūtītāju.' },
  alreadyMember: { status: 409, en: 'You are already in this workspace.', lv: 'Jūs jau esat šajā darbvietā.' },
  companyAlreadyIn: { status: 409, en: 'Your company already owns this workspace. Ask a colleague to invite you.', lv: 'Jūsu uzņēmums jau ir šīs darbvietas īpašnieks. Palūdziet kolēģim jūs uzaicināt.' },
  otherCompanysInvitation: { status: 403, en: 'This invitation is for people of another company. Sign out and open it again to make an account there.', lv: 'Šis uzaicinājums ir cita uzņēmuma cilvēkiem. Izrakstieties un atveriet to vēlreiz, lai izveidotu kontu tajā.' },
  alreadyColleague: { status: 409, en: 'You already belong to this company.', lv: 'Jūs jau esat šajā uzņēmumā.' },
  workspaceFull: { status: 409, en: 'A workspace can have eight companies at most.', lv: 'Darbvietai var būt ne vairāk kā astoņi uzņēmumi.' },
  roleAboveOwn: { status: 403, en: 'You cannot give a role above your own here.', lv: 'Jūs nevarat piešķirt lomu, kas ir augstāka par jūsu lomu šeit.' },
  lastMember: { status: 409, en: 'This is the last person of your company here. Bring a colleague in first.', lv: 'Šis ir pēdējais jūsu uzņēmuma cilvēks šeit. Vispirms uzaiciniet kolēģi.' },
  lastAdmin: { status: 409, en: 'This is the last administrator of your company here. Make somebody else an administrator first.', lv: 'Šis ir pēdējais jūsu uzņēmuma administrators šeit. Vispirms ieceliet citu administratoru.' },
  ownCompanyOnly: { status: 403, en: 'You can manage the people of your own company only.', lv: 'Jūs varat pārvaldīt tikai sava uzņēmuma cilvēkus.' },
  pageInsideItself: { status: 409, en: 'A page cannot be moved into itself or into a page below it.', lv: 'Lapu nevar pārvietot pašu sevī vai zem tās esošā lapā.' },
  pageTooDeep: { status: 409, en: 'Pages can be nested 20 levels deep at most.', lv: 'Lapas var ligzdot ne vairāk kā 20 līmeņos.' },
  pageArchived: { status: 409, en: 'This page is archived. Restore it first.', lv: 'Šī lapa ir arhivēta. Vispirms atjaunojiet to.' },
  boardArchived: { status: 409, en: 'This board is archived. Restore it first.', lv: 'Šis dēlis ir arhivēts. Vispirms atjaunojiet to.' },
  noDoneColumn: { status: 409, en: 'This board has no column for what is done. Make one there first. Nothing was changed.', lv: 'Šim dēlim nav kolonnas padarītajam. Vispirms izveidojiet tādu dēlī. Nekas netika mainīts.' },
  taskMovedOn: { status: 409, en: 'This cannot be taken back any more: somebody has changed the task since. Nothing was changed.', lv: 'To vairs nevar atsaukt: kāds uzdevumu kopš tā laika ir mainījis. Nekas netika mainīts.' },
  nobodyToAsk: { status: 422, en: 'This company cannot be asked about this board. Nothing was changed.', lv: 'Šim uzņēmumam par šo dēli nevar jautāt. Nekas netika mainīts.' },
  proposalsFull: { status: 409, en: 'As many proposals as a board can have ({most}) wait for a decision. Nothing was changed.', lv: 'Lēmumu jau gaida tik daudz priekšlikumu, cik dēlim var būt ({most}). Nekas netika mainīts.' },
  otherCompanyDecides: { status: 403, en: 'People of the other company decide this.', lv: 'To izlemj otra uzņēmuma cilvēki.' },
  proposalDecided: { status: 409, en: 'This proposal has been decided or withdrawn already.', lv: 'Šis priekšlikums jau ir izlemts vai atsaukts.' },
  rulesFull: { status: 409, en: 'Your company can have {most} rules on a board at most. Remove one first. Nothing was changed.', lv: 'Jūsu uzņēmumam vienā dēlī var būt ne vairāk kā {most} kārtulas. Vispirms noņemiet kādu. Nekas netika mainīts.' },
  otherCompanysRule: { status: 403, en: 'This rule belongs to another company. You can switch it off, but not change it.', lv: 'Šī kārtula pieder citam uzņēmumam. Jūs varat to izslēgt, bet ne mainīt.' },
  runNotUndoable: { status: 409, en: 'This cannot be taken back any more: the task says something else by now. Nothing was changed.', lv: 'To vairs nevar atsaukt: uzdevumā tagad jau rakstīts kas cits. Nekas netika mainīts.' },
  taskPagesFull: { status: 409, en: 'This board has as many descriptions as it can have for now. Nothing was changed; try again later.', lv: 'Šim dēlim pašlaik vairs nevar pievienot aprakstus. Nekas netika mainīts; mēģiniet vēlāk.' },
  wallAbove: { status: 409, en: 'The page above is private to your company. Move this page out of it first.', lv: 'Augstāk esošā lapa ir redzama tikai jūsu uzņēmumam. Vispirms izņemiet šo lapu no tās.' },
  wallInside: { status: 409, en: 'The page above is private to your company. Make this page private first, then move it.', lv: 'Augstāk esošā lapa ir redzama tikai jūsu uzņēmumam. Vispirms padariet šo lapu privātu, tad pārvietojiet to.' },
  wallShared: { status: 409, en: 'People of another company made or wrote parts of this. It belongs to them too and cannot be hidden from them.', lv: 'Daļu no šī ir izveidojuši vai rakstījuši cita uzņēmuma cilvēki. Tas pieder arī viņiem, un to nevar no viņiem paslēpt.' },
  documentTooLarge: { status: 409, en: 'Nothing fits in here any more. Remove something first. Nothing was changed.', lv: 'Šeit vairs nekas neietilpst. Vispirms kaut ko izdzēsiet. Nekas netika mainīts.' },
  copyTooLarge: { status: 409, en: 'This is too large to be copied at once. Nothing was changed.', lv: 'Tas ir pārāk liels, lai to nokopētu vienā reizē. Nekas netika mainīts.' },
  pageNotBlank: { status: 409, en: 'Somebody has written in this page already. A template can only begin an empty one. Nothing was changed.', lv: 'Šajā lapā kāds jau ir rakstījis. Ar veidni var sākt tikai tukšu lapu. Nekas netika mainīts.' },
  searchTooSlow: { status: 503, en: 'This search takes too long. Type more letters of a word, or choose fewer places to search.', lv: 'Šī meklēšana prasa pārāk daudz laika. Ierakstiet vairāk vārda burtu vai izvēlieties mazāk vietu, kur meklēt.' },
  tooManyFavourites: { status: 409, en: 'There are {most} pages among your favourites already. Take one out first.', lv: 'Izlasē jau ir {most} lapas. Vispirms kādu no tām izņemiet.' },
  notATemplate: { status: 409, en: 'This is not a template. Nothing was changed.', lv: 'Tā nav veidne. Nekas netika mainīts.' },
  workspaceTooLarge: { status: 409, en: 'Nothing more fits in this workspace. Remove something first, or ask whoever runs Kopa for more room. Nothing was changed.', lv: 'Šajā darbvietā vairs nav brīvas vietas. Vispirms kaut ko izdzēsiet vai palūdziet Kopa uzturētājam vairāk vietas. Nekas netika mainīts.' },
  documentDamaged: { status: 409, en: 'Not all of this can be read, so nothing is written into it. Restore one of its versions first. Nothing was changed.', lv: 'Daļu no šī nevar nolasīt, tāpēc tajā nekas netiek rakstīts. Vispirms atjaunojiet kādu no versijām. Nekas netika mainīts.' },
  changeRefused: { status: 422, en: 'This change cannot be written. Nothing was changed.', lv: 'Šo izmaiņu nevar ierakstīt. Nekas netika mainīts.' },
  notConfirmed: { status: 422, en: 'This deletes all earlier versions for ever and cannot be undone. Nothing was changed: ask again with confirm=true if you mean it.', lv: 'Tas uz visiem laikiem izdzēš visas agrākās versijas, un to nevar atsaukt. Nekas netika mainīts: ja to tiešām vēlaties, atkārtojiet pieprasījumu ar confirm=true.' },
  titleTooLong: { status: 422, en: 'A title can be {most} characters long at most. Nothing was changed.', lv: 'Virsraksts var būt ne garāks par {most} rakstzīmēm. Nekas netika mainīts.' },
  fileTooLarge: { status: 413, en: 'This file is too large: {most} MB at most. Nothing was stored.', lv: 'Šis fails ir pārāk liels: ne vairāk kā {most} MB. Nekas netika saglabāts.' },
  requestTooLarge: { status: 413, en: 'This is more than the server takes at once. Nothing was stored.', lv: 'Tas ir vairāk, nekā serveris pieņem vienā reizē. Nekas netika saglabāts.' },
  notAnImage: { status: 415, en: 'This file is not an image that Kopa can show (PNG, JPEG, GIF or WebP). Nothing was stored.', lv: 'Šis fails nav attēls, ko Kopa var parādīt (PNG, JPEG, GIF vai WebP). Nekas netika saglabāts.' },
  importUnknownKind: { status: 422, en: 'This is not a kind of file that Kopa can import. Nothing was changed.', lv: 'Šāda veida failu Kopa nevar importēt. Nekas netika mainīts.' },
  importNotWhole: { status: 422, en: 'This file is cut off or damaged (near line {line}). Nothing was changed.', lv: 'Šis fails ir nepilnīgs vai bojāts (pie {line}. rindas). Nekas netika mainīts.' },
  importUnsafe: { status: 422, en: 'This file holds something that only serves to overload whoever opens it. Nothing was changed.', lv: 'Šajā failā ir kaut kas, kas der tikai atvērēja pārslogošanai. Nekas netika mainīts.' },
  importEncoding: { status: 422, en: 'The letters of this file cannot be read. Save it as UTF-8 and try again. Nothing was changed.', lv: 'Šī faila burtus nevar nolasīt. Saglabājiet to kā UTF-8 un mēģiniet vēlreiz. Nekas netika mainīts.' },
  importNothing: { status: 422, en: 'There are no tasks in this file. Nothing was changed.', lv: 'Šajā failā nav uzdevumu. Nekas netika mainīts.' },
  importTooMany: { status: 422, en: 'This file holds more than one board takes (at most {most}). Nothing was changed.', lv: 'Šajā failā ir vairāk, nekā vienā dēlī ietilpst (ne vairāk kā {most}). Nekas netika mainīts.' },
  importTooHard: { status: 422, en: 'Reading this file took more time or memory than one file may take. Nothing was changed.', lv: 'Šī faila nolasīšana prasīja vairāk laika vai atmiņas, nekā vienam failam atvēlēts. Nekas netika mainīts.' },
  importBadFormat: { status: 422, en: 'This file says that it is a board of Kopa, but is not written as one (at {place}). Nothing was changed.', lv: 'Šis fails apgalvo, ka ir Kopa dēlis, bet nav tā uzrakstīts (vieta: {place}). Nekas netika mainīts.' },
  importBusy: { status: 409, en: 'This import is under way or already done.', lv: 'Šis imports jau notiek vai ir pabeigts.' },
  importNoTitles: { status: 422, en: 'Say which column holds the titles of the tasks. Nothing was changed.', lv: 'Norādiet, kurā kolonnā ir uzdevumu nosaukumi. Nekas netika mainīts.' },
  storageFull: { status: 507, en: 'The server cannot store anything at the moment. What you wrote stays on this device; try again soon.', lv: 'Serveris pašlaik neko nevar saglabāt. Jūsu rakstītais paliek šajā ierīcē; mēģiniet vēlāk.' },
  unavailable: { status: 503, en: 'The server cannot reach its database at the moment. What you wrote stays on this device; it is sent as soon as possible.', lv: 'Serveris pašlaik nevar sasniegt datubāzi. Jūsu rakstītais paliek šajā ierīcē un tiks nosūtīts, tiklīdz būs iespējams.' },
  tooManyTries: { status: 429, en: 'Too many tries. Wait {seconds} seconds and try again.', lv: 'Pārāk daudz mēģinājumu. Pagaidiet {seconds} s un mēģiniet vēlreiz.' },
  lookAroundClosed: { status: 409, en: 'Looking around is offered on an empty Kopa only.', lv: 'Apskatīšanās iespēja ir tikai tukšā Kopa instalācijā.' },
  broken: { status: 500, en: 'Something went wrong on the server. It was written down; please try again.', lv: 'Serverī radās kļūda. Tā ir pierakstīta; lūdzu, mēģiniet vēlreiz.' },
} as const satisfies Record<string, { status: number, en: string, lv: string }>

export type ErrorCode = keyof typeof errorTable
export type ErrorDetails = Record<string, string | number>

/** A user's mistake. A programmer's mistake is an ordinary Error and is never shown. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
  get status(): number { return errorTable[this.code].status }
}

/** The sentence for a code in a language, with {names} filled in. */
export function errorSentence(code: ErrorCode, language: Language, details: ErrorDetails = {}): string {
  return errorTable[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}
