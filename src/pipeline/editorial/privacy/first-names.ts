/** First names that people in the Netherlands are likely to have, in lower case: with one before it, a word with a capital is a surname. */
export const firstNames: ReadonlySet<string> = new Set(
  `aaltje aart abdel abdullah achmed ada adam adriaan agata agnes agnieszka ahmed aisha albert aleid aleksandra alex alexander ali alice alie aliya
  alma amal amber amin amina amir amira amy ana anas anass andre andrea andrii angela angelique anita anja anke ankie ann anna anne annelien
  annelies anneloes annemarie annemiek annet annie annika anouk ans anton antoon arend arie arjan arjanne arjen arno arnold arthur asha astrid atie
  auke aya ayla ayoub ayse azra baran barbara barry bart bas bastiaan bea beata beatrix ben benjamin bep berber berdien berend bernard bert bertus
  betty bianca bilal bjorn bo bob bogdan boris boukje bram brenda brian brigitte bruno bulent burak carina carl carla carlijn carlo carmen carola
  carolien caroline cas casper catharina cees celine cem chantal charlotte chris christiaan christian christina christine ciska claire claudia coby
  coen colin conchita conny coosje cor cora corine cornelis corrie daan dagmar damian dana daniel daniela danique danny danuta daphne darek david
  davy dawid debbie denise dennis derek dewi diana dick diederik dieter dieuwke dilan dimitri dina dineke dirk diyar djamila djoeke dominique don
  dora doutzen douwe driss duco dunya durk dylan ebru eddy edith edwin eefje egbert elias elif eline elisabeth elise elke ella ellen ellis elly els
  elsa elvira emel emily emine emma emre eric erica erik erika erna ernst esmee esra ester esther eva evelien evert evi ewa ezgi fabian fadi faisal
  famke farah fatih fatima fatma fay feline femke fenna fenne ferdi fien fleur floor floris fokke folkert frank frans fred frederik frederique
  freek frits froukje gabriel gea geert geertje geertruida geke gerard gerarda gerben gerda gerdien gerjan germaine gerrie gerrit gijs gina
  giovanni giulia gonda gonnie gosse greet greetje greta grietje guido gulsen guus habiba hacer hafid halima hamdi hamid hamida hamza hanna hannah
  hanneke hans harm haroun harrie harry hasan hassan hatice heba hedwig heidi hein heleen helen helena helma hendrik hendrika henk hennie henny
  henri henriette herma herman hesther hidde hilal hilco hilda hilde hind huda hugo huib hussein huub ibrahim ids ien igor ike ilham ilse iman
  imane ina ine ineke inge ingeborg ingrid irene iris irma isa isabel isabella isis ismail ivana ivar ivo iwona jaap jacco jack jacob jacoba
  jacqueline jade jael jaimy jamal jamila jan janet janine janna janneke jannes jannet jannie jans jantine jantje jarno jasmijn jasper jayden jean
  jeanette jeannette jeffrey jelle jelmer jelte jenneke jennifer jenny jens jeroen jesse jessica jet jette jikke jill jim jip jo joan joanna joanne
  job jochem joep joey johan johanna johannes john jolanda jolien jonas jonathan jonne joost jopie joppe jordy jorien joris jorrit jos jose josef
  josephine joshua josje joyce jozef juan judith jules julia julian julie jurgen jurre justyna jutta juul kaan kadir karel karen karim karin
  karlijn kasper katarzyna katinka katja kay kaylee kees kelly kemal ken kenneth kevin khadija khaled khalid kim kirsten klaas koen koos krijn
  krista kristel krystyna kubra kyra lamyae lana lara lars laura lauren laurens leah leen leendert leila lena lenie leo leon leonie leontien leslie
  lia liam liane lianne lidewij lidy lieke lies liesbeth liesje lieve linda linde lineke lisa lisanne lisette liv lize lizzy loes lola lonneke
  lorenzo lot lotte loubna louis louisa luc luca lucas lucia lucie luigi luna luuk lynn maaike maarten machteld maddy madelief magda magdalena
  maher mahmoud malgorzata malika mandy manon marc marcel marco marga margje margo margot margreet margreeth margriet maria mariam marian marianne
  marieke mariella marielle mariet mariette marije marijke marijn marina marion mariska marit marjan marjo marjolein marjolijn mark marko marleen
  marlene marlies marloes marlous marnix marta martha martijn martin martine mary maryam mathilde mats matthijs mattie maud maurice maurits max
  maxim mechteld mees megan mehmet meike meindert melanie melissa melle menno merel merve meryem mette mia micha michael michel michelle mick mieke
  miep mike mila milan milou mina mira miranda mirella miriam mirjam mirthe mo mohamad mohamed mohammad mohammed mona monica moniek monika monique
  moos mounir murat mustafa mustapha nabil nadia nadine najat nancy nanda naomi natalia natascha nathalie nawal neeltje nel nell nelleke nelly
  nelson nezha nick nicky nico nicolas nicole nicolette niels nienke nikki nilgun nils nina nisrine noa noah noor noortje nora noud nouri nouria
  nynke odette oksana olga olivia omar onno oscar osman otto oumaima owen ozlem pascal patricia patrick paul paula pauline pawel peggy peter petra
  philip pia pien pierre piet pieter pim pleun pleuni przemek puck quint quinten rabia rachel rachid radouan rafael ramon ramona randy rania raoul
  rashid raymond rebecca reina reinder reinier remco renate rene renee rens renske ria rianne richard rick rie riek riekje rien riet rietje rik
  rina rinske rita rixt rob robbert robert robin roderick roel roelie roelien roelof roelofje rogier roland rolf romy ron ronald ronnie roos rory
  rosa rosalie rosanne rosie rosita rowan roy ruben rudi rudolf ruth ruud ryan saar sabine sabrina sadia safiya said saida sakina salah salim
  sallie salma sam samantha sami samiha samir samira samuel sander sandra sanne sanneke sara sarah sarina saskia savannah sebastiaan sef selim
  selma sem semih semra senna serap serena serge sevda sevgi shanna sharon sheila shirley siebe siebren siem sien sietse sietske sigrid silke
  silvana silvia simon simone sina sjaak sjaan sjoerd sjors sjoukje sofia sofie sonia sonja sophie soraya souad soufiane soumaya stan stef stefan
  stefanie stella steven stijn sue suus suzan suzanne suze sven svenja svetlana sybren sylvia sylvie taeke tahir tamara tanja tanya tara tariq
  tatiana tess tessa tessel teun teunis thea theo theodora thijs thirza thom thomas tijmen tilly tim timo tineke tirza titia tjalling tjeerd
  tjitske tobias tom tomasz ton toon toos trees treesje trijntje trix trudy truida truus tuba tugba tygo ulrike ursula valentijn valerie veerle
  vera veronica victor victoria vincent viola vivian volodymyr wafa walter wanda wendy wesley wia wiebe wiek wieke wies wietske wil wilhelmina
  willeke willem willemien willemijn willie wilma wilna wim winnie wouter wubbo wytske xander yara yasin yasmin yasmina yasmine yassin yassine
  yentl yfke ylva ymke yolanda younes yousra youssef yuliia yuri yusuf yvette yvonne zahra zainab zakaria zehra zeynep ziggy zita zoe zohra zuzanna`.split(
    /\s+/,
  ),
);
