/** First names that people in the Netherlands are likely to have, in lower case: with one before it, a word with a capital is a surname. */
export const firstNames: ReadonlySet<string> = new Set(
  `aart abdel abdullah achmed adam ada adriaan agnes ahmed aisha albert alex alexander ali alice aliya alma amal amber amin amina amir amira
  amy ana anas anass andre andrea angela angelique anita anja anke ankie ann anna anne annelies annemarie annemiek annet annie anouk ans anton antoon
  arend arie arjan arjen arno arnold arthur astrid aya ayla ayoub ayse azra barbara barry bart bas bastiaan beatrix bea ben benjamin bernard
  berend bert bianca bilal bjorn bo bob bogdan boris bram brian brigitte bruno carina carl carla carlo carlijn carmen carolien caroline cas casper
  catharina cees celine chantal charlotte chris christiaan christian christina christine claire claudia colin conny cor cornelis corrie daan damian
  dana daniel daniela danique danny daphne david davy debbie denise dennis derek dewi diana dick diederik dieter dilan dimitri dina dirk
  dominique don dora doutzen douwe driss duco dunya dylan ebru eddy edith edwin eefje eline elias elif elisabeth elise elke ella ellen elly els elsa
  emel emily emine emma emre eric erica erik erika ernst esmee esra ester esther eva evelien evert evi ewa fabian fadi faisal famke farah fatih fatima
  fatma fay feline femke ferdi fien fleur floor floris frank frans fred frederik freek frits gabriel geert gerard gerda gerben gerjan gerrit gerda
  germaine gijs gina giovanni giulia greet greetje guido guus habiba hafid hamid hamza hanna hannah hanneke hans harm harrie harry hasan hassan hatice
  hedwig heidi hein heleen helen helena helma hendrik henk henny henri herman hidde hilde hilda hind hugo hussein huub ibrahim ids ike ilham ilse iman
  imane ina ine ineke inge ingrid irene iris irma isa isabel isabella isis ismail ivo jaap jack jacob jacqueline jade jael jaimy jamal jamila jan janine
  janna janneke jannie jans jantine jasmijn jasper jayden jean jeanette jeffrey jelle jelmer jennifer jenny jens jeroen jesse jessica jet jill jim jip jo
  joan joanna job jochem joep joey johan johanna johannes john jolanda jonas jonathan joost joppe jordy joris jos josef josephine joshua joyce jozef juan
  judith jules julia julian julie jurgen juul kaan karel karen karim karin karlijn kasper katja kay kees kelly kemal ken kenneth kevin khadija khalid kim
  kirsten klaas koen koos krista kristel kyra lana lara lars laura lauren laurens leah leen leendert leila lena lenie leo leon leonie liam lianne lieke
  liesbeth lieve linda linde lisa lisanne lisette liv lize lizzy loes lola lorenzo lot lotte louis louisa luc luca lucas lucia luna luuk lynn maaike maarten
  madelief maddy mahmoud malika manon marc marcel marco maria marian marianne marieke marielle marije marijke marijn marina marion marit marjan marjolein
  mark marleen marlies marloes marlous marta martha martijn martin martine mary maryam mats matthijs maud maurice maurits max maxim megan mehmet meike mees
  melanie melissa melle menno merel merve mia michael michel michelle micha mick mieke miep mike mila milan milou mina mira miranda miriam mirjam mirthe
  mo mohamed mohammed mohammad monica monika monique mounir murat mustafa nadia nadine najat nancy naomi natalia natascha nathalie neeltje nell nick nicky
  nico nicolas nicole niels nienke nikki nina nils nina noa noah noor noortje nora noud nouria nynke oksana olga olivia omar onno oscar osman otto owen
  pascal patricia patrick paul paula pauline peggy peter petra philip pien pierre piet pieter pim pleun puck quinten rachel rachid ramon randy raoul
  raymond rebecca reinier remco rene renate renee renske ria rianne richard rick rik rita rob robbert robert robin roderick roel roelof rogier roland rolf
  romy ron ronald rory rosa rosalie rosanne roos rosie roy ruben rudi rudolf ruth ruud ryan saar sabine sabrina safiya said sakina salim salma sam samantha
  sami samir samira samuel sander sandra sanne sara sarah saskia savannah sebastiaan sef selim selma sem semih senna serena serge sevda shanna sharon sheila
  siem sien sietske sigrid silvia simon simone sjaak sjoerd sjors sofia sofie sonja sophie soraya soufiane stan stef stefan stefanie stella steven stijn sue
  sven svenja sylvia sylvie tamara tanja tara tariq teun teunis tess tessa thea theo thijs thom thomas tijmen tim timo tineke tirza tobias tom ton toon trudy
  truus tuba tygo ursula valentijn vera veronica victor victoria vincent viola wanda wendy wesley wiebe wil willem wilma wim wouter xander yara yasin yasmin
  yasmina yassin yassine yasmine ymke yolanda youssef yousra yusuf yvette yvonne zahra zainab zeynep zoe zohra`.split(/\s+/),
);
