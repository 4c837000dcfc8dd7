"""Sample sentences of languages a catalogue may lack, so that they are recognised as themselves.

Everyday sentences written for this purpose: where people live, work, learn, are ill, need papers.
A language that has phrasings of its own in the catalogue does without them.
"""

_ES = """
Necesito ayuda para encontrar un piso, ¿dónde puedo preguntar?
¿Cómo puedo renovar mi permiso de residencia?
Mi hijo todavía no tiene plaza en la escuela.
He recibido una carta y no entiendo lo que dice.
¿Hay cursos de alemán por la tarde cerca de aquí?
Estoy buscando trabajo desde hace tres meses.
¿Cuánto cuesta la inscripción y qué documentos hacen falta?
Mi marido está enfermo y no tenemos seguro médico.
Quiero hablar con alguien que sepa español.
¿Quién me puede ayudar con los papeles?
Hola, buenos días, tengo una pregunta sobre mi contrato.
El jefe no me paga el sueldo desde enero.
¿Puedo traer a mi familia a vivir conmigo?
No sé qué hacer, nos van a echar de la casa.
¿Hasta qué hora está abierta la oficina los viernes?
Nosotros llegamos hace dos semanas y necesitamos un médico para los niños.
Muchas gracias por todo, hasta luego.
Me gustaría estudiar en la universidad, pero me faltan los certificados.
¿Dónde puedo comer barato o conseguir ropa para mi bebé?
Soy enfermera y quiero que reconozcan mi título.
¿Tengo derecho a dinero por los hijos?
Perdí mi pasaporte y mi cartera en el autobús.
Una amiga me dijo que ustedes ayudan a los extranjeros.
¿Por qué no me contestan? Ya escribí muchas veces.
Quiero apuntar a mi hija a natación, ¿sabes dónde?
¿Qué pasa si no voy a la cita del lunes?
Todavía estamos esperando la respuesta del ayuntamiento.
¿Me puedes decir la dirección y el teléfono, por favor?
Tengo muchas deudas y no puedo pagar la luz.
Vivo sola con dos niñas pequeñas y no trabajo.
¿Cuándo empieza el próximo curso y cuántas horas dura?
Me trataron muy mal en la tienda por ser extranjera.
Quisiera conocer gente y hablar un poco de alemán.
¿Es gratis o hay que pagar algo?
"""
_IT = """
Ho bisogno di aiuto per trovare una casa, a chi posso chiedere?
Come posso rinnovare il permesso di soggiorno?
Mio figlio non ha ancora un posto a scuola.
Ho ricevuto una lettera e non capisco che cosa c'è scritto.
Ci sono dei corsi di tedesco la sera qui vicino?
Sto cercando lavoro da tre mesi.
Quanto costa l'iscrizione e quali documenti servono?
Mio marito è malato e non abbiamo l'assicurazione.
Vorrei parlare con qualcuno che sappia l'italiano.
Chi mi può dare una mano con le carte?
Ciao, buongiorno, ho una domanda sul mio contratto.
Il capo non mi paga lo stipendio da gennaio.
Posso far venire la mia famiglia a vivere con me?
Non so più che fare, ci buttano fuori di casa.
Fino a che ora è aperto l'ufficio il venerdì?
Siamo arrivati due settimane fa e ci serve un medico per i bambini.
Grazie mille di tutto, arrivederci.
Mi piacerebbe studiare all'università, però mi mancano i certificati.
Dove si può mangiare con pochi soldi o trovare vestiti per il mio bambino?
Sono infermiera e voglio far riconoscere il mio diploma.
Ho diritto a dei soldi per i figli?
Ho perso il passaporto e il portafoglio sull'autobus.
Un'amica mi ha detto che aiutate gli stranieri.
Perché non rispondete? Ho già scritto tante volte.
Vorrei iscrivere mia figlia a nuoto, sai dove?
Che succede se non vado all'appuntamento di lunedì?
Stiamo ancora aspettando la risposta del comune.
Mi può dire l'indirizzo e il numero di telefono, per favore?
Ho tanti debiti e non riesco a pagare la luce.
Vivo da sola con due bambine piccole e non lavoro.
Quando comincia il prossimo corso e quante ore dura?
Mi hanno trattata malissimo nel negozio perché sono straniera.
Vorrei conoscere gente e parlare un po' di tedesco.
È gratis oppure bisogna pagare qualcosa?
"""
_PT = """
Preciso de ajuda para encontrar uma casa, onde posso perguntar?
Como posso renovar a minha autorização de residência?
O meu filho ainda não tem vaga na escola.
Recebi uma carta e não entendo o que diz.
Há cursos de alemão à noite aqui perto?
Estou à procura de trabalho há três meses.
Quanto custa a inscrição e que documentos são precisos?
O meu marido está doente e não temos seguro de saúde.
Quero falar com alguém que fale português.
Quem me pode ajudar com os papéis?
Olá, bom dia, tenho uma pergunta sobre o meu contrato.
O patrão não me paga o salário desde janeiro.
Posso trazer a minha família para viver comigo?
Não sei o que fazer, vão nos despejar do apartamento.
Até que horas o escritório está aberto às sextas?
Chegamos há duas semanas e precisamos de um médico para as crianças.
Muito obrigada por tudo, até logo.
Gostaria de estudar na universidade, mas faltam-me os certificados.
Onde posso comer barato ou arranjar roupa para o meu bebê?
Sou enfermeira e quero reconhecer o meu diploma.
Tenho direito a dinheiro para os filhos?
Perdi o passaporte e a carteira no ônibus.
Uma amiga disse-me que vocês ajudam os estrangeiros.
Por que não respondem? Já escrevi muitas vezes.
Quero inscrever a minha filha na natação, sabe onde?
O que acontece se eu não for à consulta de segunda-feira?
Ainda estamos à espera da resposta da câmara.
Pode me dizer o endereço e o telefone, por favor?
Tenho muitas dívidas e não consigo pagar a luz.
Moro sozinha com duas meninas pequenas e não trabalho.
Quando começa o próximo curso e quantas horas dura?
Trataram-me muito mal na loja por ser estrangeira.
Gostava de conhecer pessoas e falar um pouco de alemão.
É grátis ou tem que pagar alguma coisa?
"""
_NL = """
Ik heb hulp nodig bij het zoeken naar een woning, waar kan ik dat vragen?
Hoe kan ik mijn verblijfsvergunning verlengen?
Mijn zoon heeft nog geen plek op school.
Ik heb een brief gekregen en begrijp niet wat erin staat.
Zijn er hier in de buurt cursussen Duits in de avond?
Ik ben al drie maanden op zoek naar werk.
Hoeveel kost de inschrijving en welke papieren moet ik meenemen?
Mijn man is ziek en we hebben geen verzekering.
Ik wil graag met iemand praten die Nederlands spreekt.
Wie kan mij helpen met de formulieren?
Hallo, goedemorgen, ik heb een vraag over mijn contract.
Mijn baas betaalt mijn loon niet sinds januari.
Mag ik mijn gezin laten overkomen om bij mij te wonen?
Ik weet niet meer wat ik moet doen, we worden uit huis gezet.
Tot hoe laat is het kantoor op vrijdag open?
We zijn twee weken geleden aangekomen en zoeken een dokter voor de kinderen.
Heel erg bedankt voor alles, tot ziens.
Ik zou graag aan de universiteit studeren, maar mijn diploma's ontbreken.
Waar kan ik goedkoop eten of kleren voor mijn baby krijgen?
Ik ben verpleegster en wil mijn opleiding laten erkennen.
Heb ik recht op geld voor de kinderen?
Ik ben mijn paspoort en portemonnee in de bus kwijtgeraakt.
Een vriendin zei dat jullie buitenlanders helpen.
Waarom krijg ik geen antwoord? Ik heb al vaak geschreven.
Ik wil mijn dochter inschrijven voor zwemles, weet jij waar dat kan?
Wat gebeurt er als ik maandag niet naar de afspraak ga?
We wachten nog steeds op het antwoord van de gemeente.
Kunt u mij het adres en het telefoonnummer geven, alstublieft?
Ik heb veel schulden en kan de stroom niet betalen.
Ik woon alleen met twee kleine meisjes en heb geen baan.
Wanneer begint de volgende cursus en hoe lang duurt die?
Ze hebben mij in de winkel slecht behandeld omdat ik niet van hier ben.
Ik zou graag mensen leren kennen en een beetje Duits praten.
Is het gratis of moet je er iets voor betalen?
Zij vraagt of haar zus ook mee mag komen.
Het is heel moeilijk voor ons, want niemand luistert.
"""
_SQ = """
Kam nevojë për ndihmë që të gjej një banesë, ku mund të pyes?
Si mund ta zgjas lejen e qëndrimit?
Djali im nuk ka ende vend në shkollë.
Kam marrë një letër dhe nuk e kuptoj çfarë thotë.
A ka kurse të gjermanishtes në mbrëmje këtu afër?
Po kërkoj punë prej tre muajsh.
Sa kushton regjistrimi dhe cilat dokumente duhen?
Burri im është i sëmurë dhe ne nuk kemi sigurim shëndetësor.
Dua të flas me dikë që di shqip.
Kush mund të më ndihmojë me letrat?
Përshëndetje, mirëdita, kam një pyetje për kontratën time.
Shefi nuk ma paguan rrogën që nga janari.
A mund ta sjell familjen time të jetojë me mua?
Nuk di çfarë të bëj, do të na nxjerrin nga shtëpia.
Deri në çfarë ore është hapur zyra të premten?
Kemi ardhur para dy javësh dhe na duhet një mjek për fëmijët.
Shumë faleminderit për gjithçka, mirupafshim.
Do të doja të studioja në universitet, por më mungojnë diplomat.
Ku mund të ha lirë ose të marr rroba për foshnjën?
Jam infermiere dhe dua të më njihet diploma.
A kam të drejtë për para për fëmijët?
E kam humbur pasaportën dhe kuletën në autobus.
Një shoqe më tha se ju u ndihmoni të huajve.
Pse nuk më përgjigjeni? Kam shkruar shumë herë.
"""
_SR = """
Treba mi pomoć da nađem stan, gde mogu da pitam?
Kako mogu da produžim boravišnu dozvolu?
Moj sin još nema mesto u školi.
Dobila sam pismo i ne razumem šta piše u njemu.
Da li ima kurseva nemačkog uveče ovde u blizini?
Već tri meseca tražim posao.
Koliko košta upis i koja dokumenta su potrebna?
Moj muž je bolestan, a nemamo zdravstveno osiguranje.
Hoću da razgovaram sa nekim ko govori srpski.
Ko može da mi pomogne oko papira?
Zdravo, dobar dan, imam pitanje o svom ugovoru.
Šef mi ne isplaćuje platu od januara.
Mogu li da dovedem porodicu da živi sa mnom?
Ne znam šta da radim, izbacuju nas iz stana.
Do koliko sati je otvorena kancelarija petkom?
Stigli smo pre dve nedelje i treba nam lekar za decu.
Hvala vam puno na svemu, doviđenja.
Želela bih da studiram na fakultetu, ali mi nedostaju diplome.
Gdje mogu jeftino jesti ili dobiti odjeću za bebu?
Ja sam medicinska sestra i želim priznati svoju diplomu.
Imam li pravo na novac za djecu?
Izgubio sam pasoš i novčanik u autobusu.
Prijateljica mi je rekla da pomažete strancima.
Zašto ne odgovarate? Već sam pisao mnogo puta.
Треба ми помоћ да нађем стан, где могу да питам?
Како могу да продужим боравишну дозволу?
Мој син још нема место у школи.
Добила сам писмо и не разумем шта пише у њему.
Да ли има курсева немачког увече овде у близини?
Већ три месеца тражим посао.
Колико кошта упис и која документа су потребна?
Мој муж је болестан, а немамо здравствено осигурање.
Хоћу да разговарам са неким ко говори српски.
Здраво, добар дан, имам питање о свом уговору.
Шеф ми не исплаћује плату од јануара.
Не знам шта да радим, избацују нас из стана.
Стигли смо пре две недеље и треба нам лекар за децу.
Хвала вам пуно на свему, довиђења.
Имам ли право на новац за децу?
Изгубио сам пасош и новчаник у аутобусу.
Желим да упишем ћерку на пливање, знате ли где може?
Шта ће бити ако у понедељак не одем на заказани термин?
Још увек чекамо одговор из општине.
Можете ли ми рећи адресу и број телефона, молим вас?
Имам много дугова и не могу да платим струју.
Живим сама са две мале девојчице и не радим.
Када почиње следећи течај и колико часова траје?
Лоше су се понашали према мени у продавници јер сам странкиња.
Волела бих да упознам људе и мало причам немачки.
Ја сам медицинска сестра и желим да ми признају диплому.
Ко може да ми помогне око папира? Је ли то бесплатно?
Zanima me kada počinje sljedeći tečaj i koliko traje.
Možete li mi reći adresu i broj telefona, molim vas?
Živim sama s dvije male curice i nemam posao.
Imam puno dugova i ne mogu platiti struju.
Još uvijek čekamo odgovor od općine.
"""
_HU = """
Segítségre van szükségem, hogy lakást találjak, hol kérdezhetek?
Hogyan tudom meghosszabbítani a tartózkodási engedélyemet?
A fiamnak még nincs helye az iskolában.
Kaptam egy levelet, és nem értem, mi áll benne.
Vannak itt a közelben esti német tanfolyamok?
Három hónapja keresek munkát.
Mennyibe kerül a beiratkozás, és milyen papírok kellenek?
A férjem beteg, és nincs biztosításunk.
Szeretnék valakivel beszélni, aki tud magyarul.
Ki tud nekem segíteni a papírokkal?
Szia, jó napot, lenne egy kérdésem a szerződésemről.
A főnök január óta nem fizeti a béremet.
Idehozhatom a családomat, hogy velem éljenek?
Nem tudom, mit csináljak, kitesznek minket a lakásból.
Meddig van nyitva az iroda pénteken?
Két hete érkeztünk, és orvosra van szükségünk a gyerekeknek.
Nagyon szépen köszönöm, viszontlátásra.
Szeretnék egyetemre járni, de hiányoznak a bizonyítványaim.
Hol lehet olcsón enni vagy ruhát kapni a babának?
Ápolónő vagyok, és el akarom ismertetni a diplomámat.
Jár nekem pénz a gyerekek után?
Elvesztettem az útlevelemet és a pénztárcámat a buszon.
Egy barátnőm mondta, hogy segítetek a külföldieknek.
Miért nem válaszolnak? Már sokszor írtam.
"""
_VI = """
Tôi cần giúp đỡ để tìm nhà, tôi có thể hỏi ở đâu?
Làm sao để gia hạn giấy phép cư trú của tôi?
Con trai tôi vẫn chưa có chỗ học ở trường.
Tôi nhận được một lá thư và không hiểu trong đó viết gì.
Gần đây có lớp học tiếng Đức buổi tối không?
Tôi đang tìm việc làm đã ba tháng rồi.
Đăng ký hết bao nhiêu tiền và cần giấy tờ gì?
Chồng tôi bị ốm và chúng tôi không có bảo hiểm.
Tôi muốn nói chuyện với người biết tiếng Việt.
Ai có thể giúp tôi làm giấy tờ?
Xin chào, tôi có một câu hỏi về hợp đồng của tôi.
Ông chủ không trả lương cho tôi từ tháng một.
Tôi có được đưa gia đình sang sống cùng không?
Tôi không biết phải làm gì, họ đuổi chúng tôi ra khỏi nhà.
Thứ sáu văn phòng mở cửa đến mấy giờ?
Chúng tôi mới đến hai tuần và cần bác sĩ cho các con.
Cảm ơn rất nhiều, tạm biệt.
Tôi muốn học đại học nhưng thiếu bằng cấp.
Ở đâu có thể ăn rẻ hoặc xin quần áo cho em bé?
Tôi bị mất hộ chiếu và ví trên xe buýt.
toi muon hoi ve tien tro cap cho con
xin loi ban co noi tieng viet khong
"""
_AM = """
ቤት ለማግኘት እርዳታ እፈልጋለሁ፣ የት መጠየቅ እችላለሁ?
የመኖሪያ ፈቃዴን እንዴት ማሳደስ እችላለሁ?
ልጄ እስካሁን ትምህርት ቤት ቦታ አላገኘም።
ደብዳቤ ደርሶኛል ግን ምን እንደሚል አልገባኝም።
እዚህ አቅራቢያ የማታ የጀርመንኛ ትምህርት አለ?
ከሦስት ወር ጀምሮ ሥራ እየፈለግሁ ነው።
ምዝገባው ስንት ነው፣ ምን ሰነዶች ያስፈልጋሉ?
ባለቤቴ ታሟል፣ የጤና መድን የለንም።
አማርኛ ከሚችል ሰው ጋር መነጋገር እፈልጋለሁ።
ወረቀቶቹን ለመሙላት ማን ሊረዳኝ ይችላል?
ሰላም፣ እንደምን አደሩ፣ ስለ ውሌ ጥያቄ አለኝ።
አለቃዬ ከጥር ጀምሮ ደመወዜን አልከፈለኝም።
ቤተሰቤን ወደዚህ ማምጣት እችላለሁ?
ምን ማድረግ እንዳለብኝ አላውቅም፣ ከቤት ሊያስወጡን ነው።
ቢሮው አርብ እስከ ስንት ሰዓት ክፍት ነው?
ከሁለት ሳምንት በፊት መጣን፣ ለልጆቹ ሐኪም ያስፈልገናል።
በጣም አመሰግናለሁ፣ ደህና ሁኑ።
ዩኒቨርሲቲ መማር እፈልጋለሁ ግን የትምህርት ማስረጃ የለኝም።
ለሕፃኑ ልብስ የት ማግኘት ይቻላል?
ነርስ ነኝ፣ ዲፕሎማዬ እንዲታወቅልኝ እፈልጋለሁ።
ለልጆች ገንዘብ ማግኘት ይገባኛል?
ፓስፖርቴንና ቦርሳዬን አውቶቡስ ውስጥ ጠፋብኝ።
ጓደኛዬ የውጭ ዜጎችን እንደምትረዱ ነገረችኝ።
ለምን አትመልሱልኝም? ብዙ ጊዜ ጽፌያለሁ።
"""
_UR = """
مجھے گھر ڈھونڈنے میں مدد چاہیے، میں کہاں پوچھ سکتا ہوں؟
میں اپنا رہائشی اجازت نامہ کیسے بڑھا سکتی ہوں؟
میرے بیٹے کو ابھی تک اسکول میں جگہ نہیں ملی۔
مجھے ایک خط ملا ہے اور سمجھ نہیں آ رہا کہ اس میں کیا لکھا ہے۔
کیا یہاں قریب شام کو جرمن زبان کی کلاس ہوتی ہے؟
میں تین مہینے سے کام تلاش کر رہا ہوں۔
داخلے کی فیس کتنی ہے اور کون سے کاغذات چاہئیں؟
میرے شوہر بیمار ہیں اور ہمارے پاس انشورنس نہیں ہے۔
میں کسی ایسے شخص سے بات کرنا چاہتا ہوں جو اردو جانتا ہو۔
کاغذات میں میری مدد کون کر سکتا ہے؟
السلام علیکم، میرے کنٹریکٹ کے بارے میں ایک سوال ہے۔
مالک نے جنوری سے میری تنخواہ نہیں دی۔
کیا میں اپنے گھر والوں کو یہاں بلا سکتا ہوں؟
سمجھ نہیں آتا کیا کروں، ہمیں گھر سے نکال رہے ہیں۔
جمعہ کو دفتر کتنے بجے تک کھلا رہتا ہے؟
ہم دو ہفتے پہلے آئے ہیں اور بچوں کے لیے ڈاکٹر چاہیے۔
بہت شکریہ، خدا حافظ۔
میں یونیورسٹی میں پڑھنا چاہتی ہوں لیکن میرے پاس ڈگری نہیں ہے۔
بچے کے کپڑے کہاں سے مل سکتے ہیں؟
میرا پاسپورٹ اور بٹوہ بس میں گم ہو گیا ہے۔
آپ لوگ جواب کیوں نہیں دیتے؟ میں کئی بار لکھ چکا ہوں۔
مجھے اپنی بیٹی کو سکول میں داخل کرانا ہے، کہاں جانا ہوگا؟
اگر میں پیر کو ملاقات پر نہ جاؤں تو کیا ہوگا؟
ہم ابھی تک دفتر کے جواب کا انتظار کر رہے ہیں۔
براہ کرم پتہ اور فون نمبر بتا دیں۔
مجھ پر بہت قرض ہے اور بجلی کا بل ادا نہیں ہو رہا۔
میں دو چھوٹی بچیوں کے ساتھ اکیلی رہتی ہوں۔
اگلا کورس کب شروع ہوتا ہے اور کتنے گھنٹے کا ہے؟
دکان میں میرے ساتھ برا سلوک کیا گیا کیونکہ میں غیر ملکی ہوں۔
کیا یہ مفت ہے یا کچھ پیسے دینے پڑتے ہیں؟
"""
_HI = """
mujhe ghar dhundhne mein madad chahiye, kahan puchh sakta hoon
mera visa khatam ho raha hai, kya karna padega
mere bete ko abhi tak school mein jagah nahi mili
mujhe ek chitthi mili hai, samajh nahi aa raha kya likha hai
main teen mahine se kaam dhundh raha hoon bhai
fees kitni hai aur kaun se kagaz chahiye
mere pati bimar hain aur hamare paas insurance nahi hai
koi hindi bolne wala hai kya, mujhe baat karni hai
malik ne january se meri salary nahi di
kya main apni family ko yahan bula sakta hoon
hum do hafte pehle aaye hain, bachchon ke liye doctor chahiye
bahut shukriya aapka, phir milte hain
"""
_CS = """
Potřebuji pomoc s hledáním bytu, kde se můžu zeptat?
Jak si mohu prodloužit povolení k pobytu?
Můj syn ještě nemá místo ve škole.
Dostala jsem dopis a nerozumím, co v něm stojí.
Jsou tady někde večerní kurzy němčiny?
Už tři měsíce hledám práci.
Kolik stojí zápis a jaké doklady potřebuji?
Manžel je nemocný a nemáme pojištění.
Chtěla bych mluvit s někým, kdo umí česky.
Kdo mi může pomoct s papíry?
Dobrý den, mám otázku ke své smlouvě.
Šéf mi od ledna neplatí mzdu.
Nevím, co mám dělat, chtějí nás vyhodit z bytu.
Přijeli jsme před dvěma týdny a potřebujeme lékaře pro děti.
Děkuji moc za všechno, na shledanou.
Mám nárok na peníze na děti?
"""
_SW = """
Nahitaji msaada kupata nyumba, naweza kuuliza wapi?
Nawezaje kuongeza muda wa kibali changu cha kuishi?
Mtoto wangu bado hana nafasi shuleni.
Nimepata barua na sielewi imeandikwa nini.
Je, kuna madarasa ya Kijerumani jioni karibu na hapa?
Natafuta kazi kwa miezi mitatu sasa.
Kujiandikisha ni bei gani na karatasi gani zinahitajika?
Mume wangu ni mgonjwa na hatuna bima ya afya.
Nataka kuongea na mtu anayejua Kiswahili.
Nani anaweza kunisaidia na makaratasi?
Habari, nina swali kuhusu mkataba wangu.
Bosi hajanilipa mshahara tangu Januari.
Sijui nifanye nini, wanatufukuza nyumbani.
Tulifika wiki mbili zilizopita na tunahitaji daktari wa watoto.
Asante sana kwa kila kitu, kwaheri.
Je, nina haki ya kupata pesa za watoto?
"""

_SAMPLES = {
    "es": _ES, "it": _IT, "pt": _PT, "nl": _NL, "sq": _SQ, "sr": _SR, "hu": _HU, "vi": _VI,
    "am": _AM, "ur": _UR, "hi": _HI, "cs": _CS, "sw": _SW,
}  # fmt: skip
_OTHER_CODES = {"amh": "am", "swa": "sw", "spa": "es", "ita": "it", "por": "pt", "urd": "ur"}


def samples(known: set[str]) -> list[tuple[str, str]]:
    """Pairs of language and sentence, without the languages that are known already."""
    own = known | {_OTHER_CODES[code] for code in known & set(_OTHER_CODES)}
    return [
        (code, line)
        for code, text in _SAMPLES.items()
        for line in text.strip().splitlines()
        if code not in own
    ]
