/** The tour: what the pages show, in two minutes. Read by its loader alone. */
import type { Language } from '#server/services/api.ts'

export interface TourStep {
  readonly heading: string
  readonly text: readonly string[]
  /** Where it can be seen. */
  readonly seen: { readonly to: string; readonly text: string } | null
}

const steps: Readonly<Record<Language, readonly TourStep[]>> = {
  sv: [
    {
      heading: 'Pensionen kommer från flera håll',
      text: [
        'Pensionsmyndigheten betalar allmän pension. Din arbetsgivare betalar oftast tjänstepension. Det du själv har sparat kommer till.',
        'Vi frågar alla källor och lägger ihop svaren. Överallt står hur många som har svarat.',
      ],
      seen: { to: '/hamta', text: 'Se källorna' },
    },
    {
      heading: 'Ett belopp i månaden',
      text: [
        'Det stora talet i översikten är vad du kan få i månaden, före skatt och i dagens penningvärde. Bredvid står vad som kan bli kvar efter skatt.',
        'Det gäller den ålder som står under talet. Ändra åldern, så ändras talet.',
      ],
      seen: { to: '/oversikt', text: 'Se översikten' },
    },
    {
      heading: 'Hela livet, år för år',
      text: [
        'Varje stapel är ett år av ditt liv. Underst ligger den allmänna pensionen, sedan tjänstepensionen, sedan ditt eget sparande.',
        'En del pengar tar slut. Varje gång det sjunker står det i ord hur mycket och varför.',
      ],
      seen: { to: '/oversikt#years', text: 'Se år för år' },
    },
    {
      heading: 'Prova dina val',
      text: [
        'I prognosen kan du ändra när du slutar, hur mycket du arbetar, vad du tar ut och hur länge. Inget av det ändrar något på riktigt: du provar bara.',
        'Se lågt, väntat och högt utfall, så ser du hur osäkert det är.',
      ],
      seen: { to: '/prognos', text: 'Se prognosen' },
    },
    {
      heading: 'Spara en plan',
      text: [
        'Hittar du något du vill minnas sparar du det som en plan. Du kan jämföra tre planer sida vid sida, och få en lista över vad som ska göras hos vem.',
        'En del val går inte att ändra när utbetalningen har börjat. Det står vid varje sådant val.',
      ],
      seen: { to: '/planer', text: 'Se planerna' },
    },
    {
      heading: 'Uppgifterna är dina',
      text: [
        'Bara du ser dem, om du inte själv delar dem. Du kan se vem som har öppnat dem, ladda ner allt som är sparat och radera det.',
        'Ser något fel ut kan du säga till direkt från avtalet, så går ärendet till bolaget.',
      ],
      seen: { to: '/mina-uppgifter', text: 'Se mina uppgifter' },
    },
  ],
  en: [
    {
      heading: 'A pension comes from several sides',
      text: [
        'The Swedish Pensions Agency pays public pension. Your employer mostly pays occupational pension. What you have saved yourself comes on top.',
        'We ask every source and add up the answers. You always see how many have answered.',
      ],
      seen: { to: '/hamta', text: 'See the sources' },
    },
    {
      heading: 'One amount a month',
      text: [
        'The large number in the overview is what you may get a month, before tax and in today’s money. Beside it stands what may be left after tax.',
        'It holds for the age written under it. Change the age and the number follows.',
      ],
      seen: { to: '/oversikt', text: 'See the overview' },
    },
    {
      heading: 'Your whole life, year by year',
      text: [
        'Each column is a year of your life. At the bottom lies the public pension, then the occupational one, then your own savings.',
        'Some money runs out. Each time the total falls, words say by how much and why.',
      ],
      seen: { to: '/oversikt#years', text: 'See year by year' },
    },
    {
      heading: 'Try your choices',
      text: [
        'In the forecast you can change when you stop, how much you work, what you draw and for how long. Nothing of it changes anything for real: you are only trying.',
        'Look at the low, expected and high outcome to see how uncertain it is.',
      ],
      seen: { to: '/prognos', text: 'See the forecast' },
    },
    {
      heading: 'Save a plan',
      text: [
        'When you find something worth remembering, save it as a plan. You can compare three plans side by side and get a list of what to do with whom.',
        'Some choices cannot be changed once payments have begun. It says so at each of them.',
      ],
      seen: { to: '/planer', text: 'See the plans' },
    },
    {
      heading: 'The data is yours',
      text: [
        'Only you see it, unless you share it. You can see who has opened it, take out all that is kept, and erase it.',
        'If something looks wrong, say so right at the contract, and the matter goes to the insurer.',
      ],
      seen: { to: '/mina-uppgifter', text: 'See my data' },
    },
  ],
}

export const tourIn = (language: Language): readonly TourStep[] => steps[language]
