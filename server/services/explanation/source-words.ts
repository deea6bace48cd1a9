/**
 * The sources of figures in Swedish, by their wording in forecasting/parameters. What is not here reads the same in
 * both languages: names of laws, agreements and those who publish; a test knows each of them.
 */

const typfall = 'Typfallsmodellen 4.8'
const model = `(Pensionsmyndigheten, ${typfall} (2026))`
const tabled = `enligt tabell i ${typfall}`

const inSwedish: Readonly<Record<string, string>> = {
  '51.45 % of those born; alive at 61 by the life table of 2016 (Human Mortality Database) 92,652 men and 95,250 women of 100,000':
    '51,45 % av de födda; vid 61 år lever enligt livslängdstabellen för 2016 (Human Mortality Database) 92 652 män och 95 250 kvinnor av 100 000',
  'Alecta’s published payouts with repayment cover equal an annuity-certain of 24 years where remaining life is 22':
    'Alectas publicerade utbetalningar med återbetalningsskydd motsvarar en säker utbetalning i 24 år där den återstående livslängden är 22',
  'Average fund fee after rebate in the projections of Pensionsmyndigheten, Typfallsmodellen 4.8': `Genomsnittlig fondavgift efter rabatt i Pensionsmyndighetens prognoser, ${typfall}`,
  'Avtalspension SAF-LO (avtalat.se, fora.se); years before 2012 as tabled in Typfallsmodellen 4.8': `Avtalspension SAF-LO (avtalat.se, fora.se); åren före 2012 ${tabled}`,
  'CSN, as tabled in Typfallsmodellen 4.8 (2026)': `CSN, ${tabled} (2026)`,
  'Collectum and Alecta (ITP 2)': 'Collectum och Alecta (ITP 2)',
  'Fees of 2026 taken for 2025 too': 'Avgifterna för 2026 används också för 2025',
  'Fitted to the delningstal of premiepension in force 2024-2026':
    'Anpassat till de delningstal för premiepension som gäller 2024–2026',
  'Fora and avtalat.se (Avtalspension SAF-LO)': 'Fora och avtalat.se (Avtalspension SAF-LO)',
  'From memory: five years': 'Ur minnet: fem år',
  'Held at the level of 2025: fixed prices (prognosstandarden)':
    'Hålls på 2025 års nivå: fasta priser (prognosstandarden)',
  'Held at the level of 2026: fixed prices and zero income growth (prognosstandarden)':
    'Hålls på 2026 års nivå: fasta priser och ingen inkomsttillväxt (prognosstandarden)',
  'Inkomstskattelagen 58 kap., from memory: five years': 'Inkomstskattelagen 58 kap., ur minnet: fem år',
  'Inkomstskattelagen 63 kap. 3 a §: 65 years at the start of the year, 66 from 2023, 67 from 2026':
    'Inkomstskattelagen 63 kap. 3 a §: 65 år vid årets ingång, 66 från 2023, 67 från 2026',
  'Inkomstskattelagen 65 kap. 5 § in force to 2019; amounts published by Skatteverket':
    'Inkomstskattelagen 65 kap. 5 § till och med 2019; beloppen publiceras av Skatteverket',
  'Inkomstskattelagen 65 kap. 5 §, abolished from 2020': 'Inkomstskattelagen 65 kap. 5 §, avskaffat från 2020',
  'Inkomstskattelagen 65 kap. 5 §; amounts published by Skatteverket':
    'Inkomstskattelagen 65 kap. 5 §; beloppen publiceras av Skatteverket',
  'Inkomstskattelagen 67 kap. 8 §; the break of 2025 kept: Typfallsmodellen 4.8 has 6.5, where the pieces do not join (0.7185 against 0.6293)': `Inkomstskattelagen 67 kap. 8 §; brytpunkten för 2025 behålls: ${typfall} har 6,5, där delarna inte möts (0,7185 mot 0,6293)`,
  'Interpolated between neighbouring cohorts of Typfallsmodellen 4.8, in part or whole, to within 0.02': `Interpolerat mellan närliggande årskullar i ${typfall}, helt eller delvis, inom 0,02`,
  'KPA, table by birth year (KAP-KL bilaga)': 'KPA, tabell efter födelseår (KAP-KL bilaga)',
  'Kammarkollegiet 2025, moved as the mean of the country (SCB): 0.293 · 0.26 / 0.27 = 0.282 %':
    'Kammarkollegiet 2025, ändrat som snittet i landet (SCB): 0,293 · 0,26 / 0,27 = 0,282 %',
  'Lag (1990:1144) 9 kap.; before 2000 inside the church tax':
    'Lag (1990:1144) 9 kap.; före 2000 inräknad i kyrkoskatten',
  'Lag (1990:661) 3 a-3 b §§: 30 % of statslåneränta + 1 percentage point, with the 2.5 % that the projection standard takes; the part free of tax since 2025 is left out':
    'Lag (1990:661) 3 a-3 b §§: 30 % av statslåneräntan + 1 procentenhet, med de 2,5 % som prognosstandarden räknar med; den del som är skattefri från 2025 är inte med',
  'Lag (1990:661) 9 §; held for years before the law by the agency’s model':
    'Lag (1990:661) 9 §; används i myndighetens modell också för åren före lagen',
  'Lag (2018:1893) 7 §; ceilings published by Skatteverket':
    'Lag (2018:1893) 7 §; beloppsgränserna publiceras av Skatteverket',
  'Lag (2020:1239): paid from September 2021': 'Lag (2020:1239): betalas från september 2021',
  'Mean of the country, as tabled in Typfallsmodellen 4.8': `Snittet i landet, ${tabled}`,
  'Obligation to file a tax return, inkomstskattelagen; 22,208 in 2023 = 42.3 % of 52,500 (Pensionsmyndigheten)':
    'Gränsen för att deklarera, inkomstskattelagen; 22 208 år 2023 = 42,3 % av 52 500 (Pensionsmyndigheten)',
  'One press report of 2025-08-21 (AKAP-KR)': 'En pressuppgift från 2025-08-21 (AKAP-KR)',
  'Our own fit to the forecast delningstal of premiepension in Typfallsmodellen 4.8, ages 61-80': `Vår egen anpassning till prognosen för premiepensionens delningstal i ${typfall}, åldrarna 61–80`,
  'Our own: 16 % a year of shares, 75 % of the portfolio; bonds are counted as without risk':
    'Vår egen: 16 % om året för aktier, 75 % av portföljen; räntor räknas som riskfria',
  'Our own: Kåpan’s published rate; Alecta publishes 1.75 % to 3.15 %, premiepension has 1.75 %':
    'Vår egen: Kåpans publicerade ränta; Alecta publicerar 1,75 till 3,15 %, premiepensionen har 1,75 %',
  'Our own: five years, as the agreements usually have it; the contract’s own terms are not reported':
    'Vår egen: fem år, som avtalen brukar ha; avtalets egna villkor är inte rapporterade',
  'Our own: the age to which Pensionsmyndigheten sums its delningstal':
    'Vår egen: den ålder som Pensionsmyndigheten summerar sina delningstal till',
  'Our own: the delningstal are published to 80 and more': 'Vår egen: delningstalen publiceras till 80 år och däröver',
  'Our own: the projection standard asks for the product’s fee and publishes no default':
    'Vår egen: prognosstandarden frågar efter produktens avgift och publicerar inget förval',
  'PA 03 and PA 16 avdelning 2 (SPV); 2026 is nine months at the old and three at the new rate':
    'PA 03 och PA 16 avdelning 2 (SPV); 2026 är nio månader med den gamla procentsatsen och tre med den nya',
  'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 is nine months at 6.1 % and three at 6.2 %':
    'PA 16 avdelning 1 (SPV, officersforbundet.se); 2026 är nio månader med 6,1 % och tre med 6,2 %',
  'PA-91, PA 03 and PA 16 avdelning 2 (SPV, amf.se)': 'PA-91, PA 03 och PA 16 avdelning 2 (SPV, amf.se)',
  'PA-KL, gross benefit by pay, both in base amounts': 'PA-KL, bruttoförmån efter lön, båda i basbelopp',
  'Pensionsmyndigheten since 2018: 1.75 % less 0.10 % cost':
    'Pensionsmyndigheten sedan 2018: 1,75 % minus 0,10 % i kostnad',
  'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): forecast ages': `Pensionsmyndigheten, ${typfall} (2026): prognos för åldrarna`,
  'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): rate of coming years': `Pensionsmyndigheten, ${typfall} (2026): procentsats för kommande år`,
  'Pensionsmyndigheten, Typfallsmodellen 4.8 (2026): returns from 2026 are net of fees': `Pensionsmyndigheten, ${typfall} (2026): avkastningen från 2026 är efter avgifter`,
  'Pensionsmyndigheten, as tabled in Typfallsmodellen 4.8 (2026)': `Pensionsmyndigheten, ${tabled} (2026)`,
  'Pensionsmyndigheten, decided inheritance gains, as tabled in Typfallsmodellen 4.8': `Pensionsmyndigheten, beslutade arvsvinster, ${tabled}`,
  'Pensionsmyndigheten, delningstal enligt SFB 62 kap. 33-38 §§, as tabled in Typfallsmodellen 4.8': `Pensionsmyndigheten, delningstal enligt SFB 62 kap. 33-38 §§, ${tabled}`,
  'Pensionsmyndigheten, forecast delningstal as tabled in Typfallsmodellen 4.8 (2026)': `Pensionsmyndigheten, prognos för delningstal ${tabled} (2026)`,
  'Pensionsmyndigheten, forecast inheritance gains, as tabled in Typfallsmodellen 4.8': `Pensionsmyndigheten, prognos för arvsvinster, ${tabled}`,
  'Pensionsmyndigheten, inheritance gains as tabled in Typfallsmodellen 4.8; curve fitted to them within 1e-8': `Pensionsmyndigheten, arvsvinster ${tabled}; kurvan är anpassad till dem inom 1e-8`,
  'Pensionsmyndigheten, table in force 2024-2026 and earlier tables by year of age, as tabled in Typfallsmodellen 4.8': `Pensionsmyndigheten, tabellen som gäller 2024–2026 och tidigare tabeller efter ålder, ${tabled}`,
  'Pensionsmyndigheten, yearly fees as tabled in Typfallsmodellen 4.8': `Pensionsmyndigheten, årliga avgifter ${tabled}`,
  'Premium-pension fund index net of fees; before 1995 the agency’s own long series (Pensionsmyndigheten, Typfallsmodellen 4.8 (2026))': `Premiepensionens fondindex efter avgifter; före 1995 myndighetens egen långa serie ${model}`,
  'Rates of 2024 from finansforbundet.se; ages taken as ITP 1, since the bank agreement’s are not found':
    'Procentsatser för 2024 från finansforbundet.se; åldrarna som i ITP 1, eftersom bankavtalets inte har hittats',
  'Rates of 2026 taken for 2025 too; the mean of the country was 0.03 percentage points higher in 2025':
    'Skattesatserna för 2026 används också för 2025; snittet i landet var 0,03 procentenheter högre 2025',
  'Riksgälden, interest from the income year until the right is placed, as tabled in Typfallsmodellen 4.8': `Riksgälden, ränta från inkomståret tills pensionsrätten placeras, ${tabled}`,
  'Riksgälden, statslåneränta of 30 November; years before 1998 as the agency’s model has them (Pensionsmyndigheten, Typfallsmodellen 4.8 (2026))': `Riksgälden, statslåneräntan den 30 november; åren före 1998 som i myndighetens modell ${model}`,
  'SCB, Totala kommunala skattesatser 2026 (published 2025-12-15)':
    'SCB, Totala kommunala skattesatser 2026 (publicerat 2025-12-15)',
  'SCB, konsumentprisindex, June; before 1980 chained back (Pensionsmyndigheten, Typfallsmodellen 4.8 (2026))': `SCB, konsumentprisindex, juni; före 1980 kedjat bakåt ${model}`,
  'SCB, konsumentprisindex, mean of the year; before 1980 chained back (Pensionsmyndigheten, Typfallsmodellen 4.8 (2026))': `SCB, konsumentprisindex, årets snitt; före 1980 kedjat bakåt ${model}`,
  'SCB, life tables of five years, observed and forecast, as tabled in Typfallsmodellen 4.8 (2026)': `SCB, livslängdstabeller för fem år, utfall och prognos, ${tabled} (2026)`,
  'SCB, mean of the country, municipality and region': 'SCB, snittet i landet, kommun och region',
  'SCB, mean of the country': 'SCB, snittet i landet',
  'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8': `SFB 101 kap.; lag (2001:761); nivåer ${tabled}`,
  'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8; mean of the year, 93 % for eight months and 95 % for four': `SFB 101 kap.; lag (2001:761); nivåer ${tabled}; årets snitt, 93 % i åtta månader och 95 % i fyra`,
  'SFB 101 kap.; lag (2001:761); levels as tabled in Typfallsmodellen 4.8; mean of the year, half of it at 91 and half at 93 %': `SFB 101 kap.; lag (2001:761); nivåer ${tabled}; årets snitt, halva året med 91 och halva med 93 %`,
  'SFB 102 kap. 16 §; half of what is above 24,000, as the agency told it in February 2018':
    'SFB 102 kap. 16 §; hälften av det som är över 24 000, som myndigheten berättade i februari 2018',
  'SFB 102 kap. 17-18 §§: the level of garantipension': 'SFB 102 kap. 17-18 §§: garantipensionens nivå',
  'SFB 102 kap. 28 §: the relation of 2017 kept, 1.204 to 1.473 for a single person (SFS 2016:1292): 1.5357 · 1.204 / 1.473':
    'SFB 102 kap. 28 §: förhållandet från 2017 behålls, 1,204 till 1,473 för en ogift (SFS 2016:1292): 1,5357 · 1,204 / 1,473',
  'SFB 102 kap.; level as tabled in Typfallsmodellen 4.8': `SFB 102 kap.; nivå ${tabled}`,
  'SFB 2 kap. 10 a-10 d §§ and 56 kap. 3 §; decided to birth year 1964':
    'SFB 2 kap. 10 a-10 d §§ och 56 kap. 3 §; beslutat till och med födda 1964',
  'SFB 2 kap. 6-7 §§; series published by SCB': 'SFB 2 kap. 6-7 §§; serien publiceras av SCB',
  'SFB 2 kap. 6-8 §§; series published by SCB': 'SFB 2 kap. 6-8 §§; serien publiceras av SCB',
  'SFB 58 kap. 10-12 §§; published by Pensionsmyndigheten; before 1999 chained back by it (Pensionsmyndigheten, Typfallsmodellen 4.8 (2026))': `SFB 58 kap. 10-12 §§; publiceras av Pensionsmyndigheten, som har kedjat det bakåt före 1999 ${model}`,
  'SFB 58 kap. 20-25 §§; published by Pensionsmyndigheten, since 2018 equal to inkomstindex':
    'SFB 58 kap. 20-25 §§; publiceras av Pensionsmyndigheten, sedan 2018 lika med inkomstindex',
  'SFB 58 kap. 26-27 §§; series published by Pensionsmyndigheten':
    'SFB 58 kap. 26-27 §§; serien publiceras av Pensionsmyndigheten',
  'SFB 58 kap. and 62 kap. 43 §; yearly factors as tabled in Typfallsmodellen 4.8': `SFB 58 kap. och 62 kap. 43 §; årliga faktorer ${tabled}`,
  'SFB 60 kap. 19-28 §§; as tabled in Typfallsmodellen 4.8 (2026)': `SFB 60 kap. 19-28 §§; ${tabled} (2026)`,
  'SFB 60 kap. 31-34 §§; as tabled in Typfallsmodellen 4.8 (2026)': `SFB 60 kap. 31-34 §§; ${tabled} (2026)`,
  'SFB 60 kap. 35-38 §§; as tabled in Typfallsmodellen 4.8 (2026)': `SFB 60 kap. 35-38 §§; ${tabled} (2026)`,
  'SFB 60 kap.; highest PGI 483,000 in 2019 = 7.5 x 64,400': 'SFB 60 kap.; högsta PGI 483 000 år 2019 = 7,5 × 64 400',
  'SFB 61 kap. and lag (1998:702): twentieths by birth year':
    'SFB 61 kap. och lag (1998:702): tjugondelar efter födelseår',
  'SFB 61 kap.; 18.5 % less the share for premiepension': 'SFB 61 kap.; 18,5 % minus andelen till premiepension',
  'SFB 62 kap. 34 and 42 §§': 'SFB 62 kap. 34 och 42 §§',
  'SFB 66 kap. and 103 kap., as tabled in Typfallsmodellen 4.8': `SFB 66 kap. och 103 kap., ${tabled}`,
  'SFB 66 kap., as tabled in Typfallsmodellen 4.8': `SFB 66 kap., ${tabled}`,
  'SPV and minPension (PA 16)': 'SPV och minPension (PA 16)',
  'SPV and minPension (PA 16); 61 for those born before 1966': 'SPV och minPension (PA 16); 61 för födda före 1966',
  'SPV, PA 16 avdelning 2, table by birth year': 'SPV, PA 16 avdelning 2, tabell efter födelseår',
  'STP-planen (Alecta), as tabled in Typfallsmodellen 4.8': `STP-planen (Alecta), ${tabled}`,
  'Standard för pensionsprognoser, as revised in March 2022, in use from November 2022 (minPension, konsumenternas.se)':
    'Standard för pensionsprognoser, ändrad i mars 2022, använd från november 2022 (minPension, konsumenternas.se)',
  'Standard för pensionsprognoser, as revised in March 2022: the inflation behind its nominal returns (konsumenternas.se)':
    'Standard för pensionsprognoser, ändrad i mars 2022: inflationen bakom dess nominella avkastning (konsumenternas.se)',
  'Standard för pensionsprognoser: 1.9 % above the growth of incomes, less 0.14 % fund fee':
    'Standard för pensionsprognoser: 1,9 % över inkomsternas tillväxt, minus 0,14 % fondavgift',
  'Taken as ITP 1, which the agreement follows for those born 1981 and later (ptk.se)':
    'Som i ITP 1, som avtalet följer för födda 1981 och senare (ptk.se)',
  'Taken as ITP 1': 'Som i ITP 1',
  'Taken as ITP 1; the bank agreement’s last age is not found':
    'Som i ITP 1; bankavtalets högsta ålder har inte hittats',
  'Taken as ITP 2': 'Som i ITP 2',
  'Taken to follow riktålder + 1': 'Antas följa riktåldern + 1',
  'The 5th and 95th percentile of a normal distribution': 'Den 5:e och 95:e percentilen av en normalfördelning',
  'The mean of 2024 moved with inkomstindex': 'Snittet för 2024 uppräknat med inkomstindex',
  'Typfallsmodellen 4.8 for ITP2: to age 70': `${typfall} för ITP2: till 70 år`,
  'Typfallsmodellen 4.8 for ITP2; the insurers’ own factors are not published': `${typfall} för ITP2; försäkringsbolagens egna faktorer publiceras inte`,
  'Typfallsmodellen 4.8, cached values of its table of mortality': `${typfall}, sparade värden ur dess dödlighetstabell`,
  'Typfallsmodellen 4.8: also years before the agreement': `${typfall}: också åren före avtalet`,
  'Typfallsmodellen 4.8: the higher premium from birth year 1965': `${typfall}: den högre premien från födda 1965`,
  'Typfallsmodellen 4.8: the years before AKAP-KR as the agreements it followed': `${typfall}: åren före AKAP-KR som de avtal det ersatte`,
  'akavia.se and ofr.se (KAP-KL)': 'akavia.se och ofr.se (KAP-KL)',
  'avtalat.se (ITP 1): none unless chosen': 'avtalat.se (ITP 1): inget utan eget val',
  'fora.se, avtalat.se (Avtalspension SAF-LO): none unless chosen':
    'fora.se, avtalat.se (Avtalspension SAF-LO): inget utan eget val',
  'kapan.se, 2 % (undated)': 'kapan.se, 2 % (utan datum)',
  'minPension and Pensionsmyndigheten (AKAP-KR)': 'minPension och Pensionsmyndigheten (AKAP-KR)',
  'minPension and Pensionsmyndigheten (AKAP-KR): LAS age': 'minPension och Pensionsmyndigheten (AKAP-KR): LAS-åldern',
  'minPension om AKAP-KR 2024-03-28: in the default product': 'minPension om AKAP-KR 2024-03-28: i förvalet',
  'minPension om AKAP-KR 2024-03-28: paid without being asked for from the month after 70':
    'minPension om AKAP-KR 2024-03-28: betalas ut av sig självt från månaden efter 70 år',
  'minPension om PA 16 2024-04-19: Kåpan Tjänste; valbar has 10':
    'minPension om PA 16 2024-04-19: Kåpan Tjänste; den valbara delen har 10',
  'minPension om PA 16 2024-04-19: paid without being asked for at 72':
    'minPension om PA 16 2024-04-19: betalas ut av sig självt vid 72 år',
  'norrbarke-sparbank.se: shorter than five years; how short is taken as ITP 1':
    'norrbarke-sparbank.se: kortare än fem år; hur kort som i ITP 1',
  'spv.se: Kåpan Tjänste; valbar has 10': 'spv.se: Kåpan Tjänste; den valbara delen har 10',
}

export const sourceInSwedish = (source: string): string => inSwedish[source] ?? source

/** For the test that each still is the wording of a figure. */
export const wordedSources: readonly string[] = Object.keys(inSwedish)
