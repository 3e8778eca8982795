"""Strava's types of activities in the languages that it exports them in, as the English word for them."""

# ruff: noqa: RUF001

from __future__ import annotations

from functools import cache

_WORDS = """
Run: run, lauf, laufen, course à pied, course, carrera, correr, corsa, corrida, hardlopen, hardloop, ラン, ランニング, 跑步, 달리기, 러닝, забег, бег, bieg, löpning, løb, løp, løping, koşu, juoksu, běh
Trail Run: trail run, trailrun, trail, traillauf, course de trail, carrera de montaña, carrera por montaña, corsa trail, trail running, corrida em trilha, corrida de trilha, trailloop, trailrunning, トレイルラン, トレイルランニング, 越野跑, 트레일 러닝, трейлраннинг, трейл, bieg terenowy, bieg trailowy
Virtual Run: virtual run, virtueller lauf, course virtuelle, carrera virtual, corsa virtuale, corrida virtual, virtuele run, virtueel hardlopen, バーチャルラン, 虚拟跑步, 虛擬跑步, 버추얼 러닝, виртуальный забег, bieg wirtualny
Ride: ride, radfahrt, radfahren, rad, vélo, sortie vélo, sortie à vélo, cyclisme, ciclismo, bicicleta, vuelta en bicicleta, salida en bicicleta, pedalada, giro in bici, giro, rit, fietsrit, fietsen, wielrennen, ライド, サイクリング, 骑行, 騎乘, 라이딩, 사이클링, заезд, велозаезд, велосипед, jazda, jazda na rowerze, cykling, sykling, bisiklet, pyöräily
Mountain Bike Ride: mountain bike ride, mountainbike-fahrt, mountainbiken, mountainbike, vtt, sortie vtt, bicicleta de montaña, salida en bicicleta de montaña, mountain bike, giro in mountain bike, mountainbikerit, pedalada de mountain bike, マウンテンバイクライド, マウンテンバイク, 山地骑行, 山地自行车骑行, 登山車騎乘, 산악자전거 라이딩, заезд на горном велосипеде, jazda na rowerze górskim
Gravel Ride: gravel ride, gravel-fahrt, gravelfahrt, gravelbiken, sortie gravel, gravel, bicicleta de gravel, giro gravel, gravelrit, pedalada gravel, グラベルライド, 砾石骑行, 碎石路騎乘, 그래블 라이딩, заезд по гравию, jazda gravel
E-Bike Ride: e-bike ride, e-bike-fahrt, vélo électrique, sortie à vélo électrique, bicicleta eléctrica, e-bike, giro in e-bike, e-bikerit, e-bike rit, pedalada de e-bike, pedalada de bicicleta elétrica, eバイクライド, e-バイクライド, 电动自行车骑行, 電動自行車騎乘, 전기자전거 라이딩, заезд на электровелосипеде, jazda na rowerze elektrycznym
E-Mountain Bike Ride: e-mountain bike ride, e-mountainbike-fahrt, vtt électrique, e-mtb
Virtual Ride: virtual ride, virtuelle radfahrt, virtuelle fahrt, sortie virtuelle, vélo virtuel, sortie à vélo virtuelle, bicicleta virtual, ciclismo virtual, vuelta virtual, giro virtuale, ciclismo virtuale, virtuele rit, virtuele fietsrit, pedalada virtual, バーチャルライド, 虚拟骑行, 虛擬騎乘, 가상 라이딩, 버추얼 라이딩, виртуальный заезд, jazda wirtualna
Velomobile: velomobile, velomobil, vélomobile, velomóvil
Handcycle: handcycle, handbike, vélo à main
Swim: swim, schwimmen, natation, natación, nuoto, natação, zwemmen, スイム, 水泳, 游泳, 수영, плавание, заплыв, pływanie, simning, svømning, svømming, yüzme, uinti, plavání
Walk: walk, spaziergang, gehen, marche, caminata, caminar, camminata, caminhada, wandeling, wandelen, ウォーキング, ウォーク, 步行, 散步, 걷기, 워킹, ходьба, прогулка, spacer, promenad, gåtur, yürüyüş, kävely
Hike: hike, wanderung, wandern, randonnée, senderismo, excursión, escursione, escursionismo, trilha, caminhada na montanha, hiken, ハイキング, ハイク, 徒步, 徒步旅行, 健行, 하이킹, хайкинг, поход, wędrówka, piesza wędrówka, vandring, fottur, vaellus
Alpine Ski: alpine ski, alpin-ski, ski alpin, alpinski, skifahren, esquí alpino, sci alpino, esqui alpino, alpineskiën, alpineskiën, skiën, アルペンスキー, 高山滑雪, 알파인 스키, горные лыжи, narciarstwo alpejskie, narty alpejskie
Backcountry Ski: backcountry ski, ski de randonnée, skitour, skitouren, freeride-ski, esquí de travesía, sci alpinismo, scialpinismo, esqui backcountry, バックカントリースキー, 野外滑雪, скитур
Nordic Ski: nordic ski, skilanglauf, langlauf, ski nordique, ski de fond, esquí nórdico, esquí de fondo, sci nordico, sci di fondo, esqui nórdico, langlaufen, ノルディックスキー, 越野滑雪, 北歐滑雪, 노르딕 스키, беговые лыжи, narciarstwo biegowe
Snowboard: snowboard, snowboarden, snowboarding, スノーボード, 单板滑雪, 單板滑雪, 스노보드, сноуборд
Snowshoe: snowshoe, schneeschuhwandern, schneeschuh, raquettes, raquette, raquetas de nieve, ciaspole, ciaspolata, raquetes de neve, sneeuwschoenwandelen, スノーシュー, 雪鞋, снегоступы
Ice Skate: ice skate, eislaufen, schlittschuhlaufen, patinage sur glace, patinaje sobre hielo, pattinaggio su ghiaccio, patinação no gelo, schaatsen, アイススケート, 滑冰, 아이스 스케이팅, катание на коньках
Inline Skate: inline skate, inlineskaten, inlineskating, roller, patinaje en línea, pattinaggio in linea, patinação inline, skeeleren, インラインスケート, 轮滑, 인라인 스케이트
Roller Ski: roller ski, rollski, ski à roulettes, rollerski
Rowing: rowing, rudern, aviron, remo, canottaggio, roeien, ローイング, ボート, 划船, 조정, гребля, wioślarstwo
Kayaking: kayaking, kajakfahren, kajak, kayak, kayakisme, カヤック, 皮划艇, 카약, каякинг, kajakarstwo
Canoeing: canoeing, kanufahren, kanu, canoë, canoa, piragüismo, canoagem, kanoën, カヌー, 独木舟, 카누
Stand Up Paddling: stand up paddling, stand-up-paddling, sup, stand up paddle, paddle surf, 立式桨板
Surfing: surfing, surfen, surf, サーフィン, 冲浪, 서핑, серфинг
Kitesurf: kitesurf, kitesurfen, kitesurfing, カイトサーフィン, 风筝冲浪
Windsurf: windsurf, windsurfen, windsurfing, planche à voile, ウィンドサーフィン, 帆板
Sail: sail, segeln, voile, vela, zeilen, セーリング, 帆船, 항해, парусный спорт
Workout: workout, training, trainingseinheit, entraînement, séance d'entraînement, entrenamiento, entreno, allenamento, treino, work-out, ワークアウト, 体能训练, 锻炼, 健身, 운동, 워크아웃, тренировка, trening, träning, træning, antrenman, harjoitus
Weight Training: weight training, krafttraining, gewichtstraining, musculation, entraînement aux poids et haltères, pesas, entrenamiento con pesas, entrenamiento de fuerza, allenamento con i pesi, pesi, treinamento com pesos, musculação, krachttraining, ウェイトトレーニング, 重量训练, 力量训练, 重量訓練, 웨이트 트레이닝, силовая тренировка, trening siłowy
Crossfit: crossfit, クロスフィット
Elliptical: elliptical, ellipsentrainer, crosstrainer, elliptique, vélo elliptique, elíptica, ellittica, elíptico, エリプティカル, 椭圆机, 일립티컬
Stair-Stepper: stair-stepper, stair stepper, stepper, simulateur d'escalier, escaladora, simulatore di scale, simulador de escada, traploper, ステアステッパー
Yoga: yoga, ioga, ヨガ, 瑜伽, 요가, йога, joga
Pilates: pilates, ピラティス, 普拉提, 필라테스, пилатес
High Intensity Interval Training: high intensity interval training, hiit, hochintensives intervalltraining, entraînement fractionné de haute intensité
Rock Climbing: rock climbing, klettern, escalade, escalada, escalada en roca, arrampicata, klimmen, rotsklimmen, ロッククライミング, 攀岩, 암벽 등반, скалолазание, wspinaczka
Golf: golf, golfe, ゴルフ, 高尔夫, 골프, гольф
Soccer: soccer, football, fussball, fußball, fútbol, calcio, futebol, voetbal, サッカー, 足球, 축구, футбол
Tennis: tennis, tenis, tênis, テニス, 网球, 테니스, теннис
Badminton: badminton, bádminton, バドミントン, 羽毛球
Squash: squash, スカッシュ, 壁球
Table Tennis: table tennis, tischtennis, tennis de table, tenis de mesa, 乒乓球, 卓球
Padel: padel, pádel
Pickleball: pickleball, ピックルボール
Basketball: basketball, basket-ball, baloncesto, basquete, バスケットボール, 篮球
Volleyball: volleyball, volley-ball, voleibol, pallavolo, バレーボール, 排球
Dance: dance, tanzen, danse, baile, ballo, dança, dansen, ダンス, 舞蹈
Skateboard: skateboard, skateboarden, スケートボード, 滑板
Wheelchair: wheelchair, rollstuhl, fauteuil roulant, silla de ruedas, sedia a rotelle, cadeira de rodas, rolstoel, 车椅子, 轮椅
"""
"""The English word, and what it is called elsewhere."""


def english(word: str) -> str | None:
    """The English word for a type of activity; None for what is none."""
    return _known().get(_key(word))


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _WORDS.strip().splitlines():
        of_strava, _, words = line.partition(": ")
        for word in (of_strava, *words.split(", ")):
            known.setdefault(_key(word), of_strava)
    return known


def _key(word: str) -> str:
    """What is the same for all spellings of a word."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())
